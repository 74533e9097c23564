// Edits that the server refused: why, what was typed, to be copied, looked up or dismissed.
import { Copy } from "lucide-react";
import { useAct } from "../../act/index.ts";
import { format } from "../../app/format.ts";
import { HomeLink } from "../../app/record-home.tsx";
import { copyText } from "../../app/copy-text.ts";
import { useNow } from "../../app/use-now.ts";
import type { RefusedEdit } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";
import { typedText } from "./typed-text.ts";

export const RefusedList = ({ refused }: { readonly refused: readonly RefusedEdit[] }) => {
  const act = useAct();
  const toast = useToast();
  const now = useNow();
  const copy = async (edit: RefusedEdit) => toast((await copyText(typedText(edit))) ? { message: words.copied } : { message: words.notCopied, tone: "bad" });
  return (
    <ul className="flex flex-col gap-4">
      {refused.map((edit) => {
        const records = [...new Map(edit.typed.map(({ record }) => [record.id, record])).values()];
        return (
          <li key={edit.group} className="flex flex-col gap-2 border-b border-line pb-4 last:border-b-0 last:pb-0">
            <Banner kind="error" title={edit.refusal.message} />
            <p className="flex flex-wrap items-baseline gap-x-2 text-body">
              <span className="font-medium">{words.commands[edit.command] ?? edit.command}</span>
              {records.map((record) => <HomeLink key={record.id} kind={record.kind} id={record.id} title={record.title} />)}
              <span className="text-caption text-ink-muted">{format.when(edit.at, now)}</span>
            </p>
            {edit.typed.length > 0 && (
              <dl aria-label={words.typed} className="rounded-control border border-line bg-sunken px-3 py-2 text-body">
                {edit.typed.map(({ record, field, label, text }) => (
                  <div key={`${record.id} ${field} ${text}`} className="flex flex-wrap gap-x-2">
                    <dt className="text-ink-muted">{label}</dt>
                    <dd className="min-w-0 wrap-break-word whitespace-pre-line">{text}</dd>
                  </div>
                ))}
              </dl>
            )}
            <div className="flex flex-wrap gap-2">
              {edit.typed.length > 0 && <Button size="small" icon={Copy} onClick={() => void copy(edit)}>{words.copy}</Button>}
              <Button size="small" variant="quiet" onClick={() => void act.dismissRefused([edit.group])}>{words.dismiss}</Button>
            </div>
          </li>
        );
      })}
    </ul>
  );
};
