// The rates of currencies against the base, each from its day on: added, and corrected by adding one of the same day.
import { rateId } from "@outrider/shared/commands";
import { Plus } from "lucide-react";
import { useState } from "react";
import { format } from "../../app/format.ts";
import { useLiveQuery } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { rateOf, type TypedRate } from "./settings-rules.ts";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";

const said = words.workspace;

export const RatesPanel = ({ base }: { readonly base: string }) => {
  const { rows } = useLiveQuery({ kind: "rate", where: [{ field: "base", op: "is", value: base }], sort: { by: "from", descending: true }, limit: 500 });
  const [adding, setAdding] = useState(false);
  return (
    <Panel title={said.rates} flush actions={<Button icon={Plus} size="small" onClick={() => setAdding(true)}>{said.addRate}</Button>}>
      <p className="border-b border-line px-4 py-2 text-small text-ink-muted">{said.ratesHint(base)}</p>
      {rows.length === 0 && <p className="px-4 py-3 text-body text-ink-muted">{said.noRates}</p>}
      <ul aria-label={said.rates}>
        {rows.map(({ id, values }) => (
          <li key={id} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-1.5 last:border-b-0">
            <span className="figures text-body">{said.rateLine(String(values["currency"]), format.number(Number(values["rate"] ?? 0)), base)}</span>
            <span className="text-small text-ink-muted">{said.since(format.day(String(values["from"])))}</span>
          </li>
        ))}
      </ul>
      {adding && <RateDialog base={base} known={new Set(rows.map(({ id }) => id))} onClose={() => setAdding(false)} />}
    </Panel>
  );
};

const RateDialog = ({ base, known, onClose }: { readonly base: string; readonly known: ReadonlySet<string>; readonly onClose: () => void }) => {
  const { perform } = useEdit();
  const [typed, setTyped] = useState<TypedRate>(() => ({ currency: "", from: format.today(Date.now()), worth: "" }));
  const [wrong, setWrong] = useState<Partial<Record<keyof TypedRate, string>>>({});
  const set = (part: Partial<TypedRate>) => {
    setTyped((before) => ({ ...before, ...part }));
    setWrong({});
  };
  const save = async (): Promise<string | undefined> => {
    const found = rateOf(typed, base);
    if ("wrong" in found) {
      setWrong(found.wrong);
      return Object.values(found.wrong)[0];
    }
    const { currency, from } = typed;
    const id = rateId(currency, base, from);
    const call = known.has(id)
      ? { name: "edit", args: { id, values: { rate: found.rate } } } as const
      : { name: "create", args: { id, kind: "rate", values: { currency, base, from, rate: found.rate } } } as const;
    return (await perform(call, words.saved(currency))).reason;
  };
  return (
    <SmallForm title={said.addRate} saveLabel={words.save} onSave={save} onClose={onClose}>
      <TextField label={said.rateOf} value={typed.currency} error={wrong.currency} maxLength={3} onChange={(currency) => set({ currency: currency.toUpperCase() })} autoComplete="off" />
      <TextField label={said.from} type="date" value={typed.from} error={wrong.from} onChange={(from) => set({ from })} />
      <TextField label={said.worth} inputMode="decimal" value={typed.worth} error={wrong.worth} onChange={(worth) => set({ worth })} autoComplete="off" />
    </SmallForm>
  );
};
