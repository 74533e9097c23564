// When a campaign begins, how fast it goes, when it is quiet, and whether opens and clicks are counted.
import { format } from "../../app/format.ts";
import { momentTyped } from "../../app/local-time.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { useState } from "react";
import { words } from "./texts.ts";
import type { Draft } from "./use-draft.ts";

const said = words.how;

const hourOf = (value: unknown): string => (typeof value === "string" ? value : "");

export const SchedulePanel = ({ draft, agreed }: { readonly draft: Draft; /** Of the segment, who agreed to being counted; undefined: not known. */ readonly agreed: number | undefined }) => {
  const at = draft.value("startsAt");
  const pace = draft.value("perMinute");
  const [typedPace, setTypedPace] = useState<string>();
  const [typedAt, setTypedAt] = useState<string>();
  const paceText = typedPace ?? (typeof pace === "number" ? String(pace) : "");
  const paceValue = paceText.trim() === "" ? null : Number(paceText);
  const paceWrong = paceValue !== null && (!Number.isInteger(paceValue) || paceValue < 1 || paceValue > 100_000);
  const atText = typedAt ?? (typeof at === "number" ? format.localInput(at) : "");
  const choose = (field: string, value: string | number | boolean | null) => {
    draft.type(field, value);
    void draft.save();
  };
  return (
    <Panel title={said.title}>
      <div className="flex flex-col gap-3">
        <TextField
          label={said.startsAt} hint={said.startsAtHint} type="datetime-local" value={atText} error={draft.wrong("startsAt")}
          onChange={(text) => {
            setTypedAt(text);
            const when = momentTyped(text);
            if (text === "" || !Number.isNaN(when)) draft.type("startsAt", text === "" ? null : when);
          }}
          onBlur={() => {
            setTypedAt(undefined);
            void draft.save();
          }}
        />
        <Checkbox label={said.theirTime} hint={said.theirTimeHint} checked={draft.value("theirTime") === true} onChange={(on) => choose("theirTime", on)} />
        <TextField
          label={said.perMinute} hint={said.perMinuteHint} inputMode="numeric" value={paceText} error={paceWrong ? said.notNumber : draft.wrong("perMinute")} autoComplete="off"
          onChange={(text) => {
            setTypedPace(text);
            const next = text.trim() === "" ? null : Number(text);
            if (next === null || (Number.isInteger(next) && next >= 1 && next <= 100_000)) draft.type("perMinute", next);
          }}
          onBlur={() => {
            // What is no pace stays to be mended.
            if (!paceWrong) setTypedPace(undefined);
            void draft.save();
          }}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField label={said.quietFrom} type="time" value={hourOf(draft.value("quietFrom"))} error={draft.wrong("quietFrom")} onChange={(value) => draft.type("quietFrom", value === "" ? null : value)} onBlur={() => void draft.save()} />
          <TextField label={said.quietTo} type="time" value={hourOf(draft.value("quietTo"))} error={draft.wrong("quietTo")} onChange={(value) => draft.type("quietTo", value === "" ? null : value)} onBlur={() => void draft.save()} />
        </div>
        <p className="-mt-2 text-caption text-ink-muted">{said.quietHint}</p>
        <Checkbox label={said.tracked} hint={said.trackedHint(agreed ?? 0)} checked={draft.value("tracked") === true} onChange={(on) => choose("tracked", on)} />
      </div>
    </Panel>
  );
};
