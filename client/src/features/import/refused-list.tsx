// Refused rows, each with its line, column, value and reason; the first of many, and the way to have all of them as a file.
// Nothing where there are none.
import { Download } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { Refused } from "./core/run-plan.ts";
import { text } from "./texts.ts";

const SHOWN = 50;

export const RefusedList = ({ refused, onDownload }: { readonly refused: readonly Refused[]; readonly onDownload: (refused: readonly Refused[]) => void }) =>
  refused.length > 0 && (
    <Panel title={text.check.problems(refused.length)} actions={<Button size="small" icon={Download} onClick={() => onDownload(refused)}>{text.check.download}</Button>}>
      <ul className="flex max-h-96 flex-col divide-y divide-line overflow-y-auto">
        {refused.slice(0, SHOWN).flatMap(({ row, errors }, index) => errors.map(({ column, value, message }, at) => (
          <li key={`${index} ${at}`} className="py-1.5 text-small">
            <p className="text-ink wrap-break-word">{text.errorIn(row.line, column, message)}</p>
            {value !== "" && <p className="truncate text-ink-muted">{value}</p>}
          </li>
        )))}
      </ul>
      {refused.length > SHOWN && <p className="pt-2 text-small text-ink-muted">{text.check.more(refused.length - SHOWN)}</p>}
    </Panel>
  );
