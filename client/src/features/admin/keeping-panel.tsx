// How long interactions and the bin are kept. A shorter time is saved only once what it takes has been shown.
import { DAYS_IN_BIN, DAYS_OF_INTERACTIONS, KEPT_DAYS, type Value } from "@outrider/shared/schema";
import { useRef, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SettingRow } from "./setting-row.tsx";
import { daysOf, isShorter, type Taken, takenOf } from "./settings-rules.ts";
import { words } from "./texts.ts";

const said = words.workspace;
const KEEP = [
  { field: "keepInteractions", asked: "interactions", label: said.interactions, hint: said.interactionsHint, usual: DAYS_OF_INTERACTIONS },
  { field: "keepBin", asked: "bin", label: said.bin, hint: said.binHint, usual: DAYS_IN_BIN },
] as const;

interface KeepingPanelProps {
  readonly values: Readonly<Record<string, Value>>;
  readonly set: (values: Readonly<Record<string, Value>>) => Promise<string | undefined>;
}
interface Asking { readonly takes: Taken; readonly answer: (agreed: boolean) => void }

export const KeepingPanel = ({ values, set }: KeepingPanelProps) => {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const [asking, setAsking] = useState<Asking>();
  const going = useRef<Promise<string | undefined>>(undefined);
  const saved = async ({ field, asked, usual }: (typeof KEEP)[number], typed: string): Promise<string | undefined> => {
    const { min, max } = KEPT_DAYS[field];
    const days = daysOf(typed, min, max);
    if (days === undefined) return said.badDays(min, max);
    if (!isShorter(days, values[field], usual)) return await set({ [field]: days });
    const counted = await api({ method: "GET", path: `/api/privacy/retention?workspace=${encodeURIComponent(workspace)}&${asked}=${days ?? usual}` });
    if (!counted.ok) return said.shorterNeedsNetwork;
    const takes = takenOf(counted.value);
    const agreed = takes.interactions + takes.bin === 0 || (await new Promise<boolean>((answer) => setAsking({ takes, answer })));
    setAsking(undefined);
    return agreed ? await set({ [field]: days }) : said.shorterNot;
  };
  // The question takes the focus from the field, which would save it once more.
  const save = (kept: (typeof KEEP)[number], typed: string) =>
    (going.current ??= saved(kept, typed).finally(() => {
      going.current = undefined;
    }));
  return (
    <Panel title={said.keeping}>
      <div className="flex flex-col gap-3">
        {KEEP.map((kept) => (
          <SettingRow
            key={kept.field} label={kept.label} hint={kept.hint} optional inputMode="numeric" standing={typeof values[kept.field] === "number" ? String(values[kept.field]) : ""}
            onSave={(typed) => save(kept, typed)}
          />
        ))}
      </div>
      {asking !== undefined && (
        <ConfirmDialog
          open danger title={said.shorterTitle} description={said.shorter(asking.takes.interactions, asking.takes.bin)} confirmLabel={said.shorterConfirm}
          onConfirm={() => asking.answer(true)} onClose={() => asking.answer(false)}
        />
      )}
    </Panel>
  );
};
