// Converts a lead: a contact, a company (an existing one or a new one) and, if wanted, a deal.
import type { ArgsOf } from "@outrider/shared/commands";
import { useState } from "react";
import { useStages } from "../../app/use-definitions.ts";
import { usePerform } from "../../app/use-perform.ts";
import { useLiveQuery, type RecordPage } from "../../read/index.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { fieldFor } from "./kinds.ts";
import { LinkPicker, type Picked } from "./link-picker.tsx";
import { parseInput } from "./parse-input.ts";
import { SmallForm } from "../../ui/small-form.tsx";
import { pageWords } from "./page-texts.ts";
import { useBaseCurrency } from "./use-base-currency.ts";

const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

export const ConvertDialog = ({ view, onClose }: { readonly view: RecordPage; readonly onClose: () => void }) => {
  const perform = usePerform();
  const currency = useBaseCurrency();
  const stages = useStages().filter(({ archived, outcome }) => !archived && outcome === "open");
  const named = typeof view.values["company"] === "string" ? view.values["company"] : "";
  const { rows } = useLiveQuery(named === "" ? null : { kind: "company", search: named, limit: 20 });
  const known = rows.find(({ title }) => same(title, named));
  const [way, setWay] = useState<"new" | "existing">();
  const [picked, setPicked] = useState<Picked>();
  const [picking, setPicking] = useState(false);
  const [wanted, setWanted] = useState(true);
  const [deal, setDeal] = useState({ title: named === "" ? view.title : named, value: "", stage: "" });
  // A company of that name that is here already is the likely one.
  const chosenWay = way ?? (known === undefined ? "new" : "existing");
  const company = picked ?? (known === undefined ? undefined : { id: known.id, title: known.title });
  const set = (part: Partial<typeof deal>) => setDeal((before) => ({ ...before, ...part }));
  const stage = deal.stage === "" ? (stages[0]?.id ?? "") : deal.stage;

  const save = async () => {
    if (chosenWay === "existing" && company === undefined) return pageWords.convert.needsCompany;
    const value = parseInput(fieldFor("deal", "value"), deal.value, currency);
    if (wanted && !value.ok) return value.error;
    if (wanted && deal.title.trim() === "") return pageWords.convert.needsTitle;
    const args: ArgsOf<"convert"> = {
      id: view.id,
      ...(chosenWay === "existing" && company !== undefined && { company: company.id }),
      ...(wanted && value.ok && { deal: { title: deal.title.trim(), stage, value: value.value } }),
    };
    return (await perform({ name: "convert", args }, pageWords.convert.done)).reason;
  };
  return (
    <>
      <SmallForm title={pageWords.convert.title} description={pageWords.convert.description} saveLabel={pageWords.convert.save} onSave={save} onClose={onClose}>
        <div className="flex flex-col items-start gap-2">
          <h3 className="text-small font-medium">{pageWords.convert.company}</h3>
          <Segmented
            label={pageWords.convert.company} value={chosenWay} onChange={setWay}
            segments={[{ value: "new", label: named === "" ? pageWords.convert.none : pageWords.convert.new }, { value: "existing", label: pageWords.convert.existing }]}
          />
          {chosenWay === "new"
            ? <p className="text-small text-ink-muted">{named === "" ? pageWords.convert.noName : pageWords.convert.newNamed(named)}</p>
            : <Button onClick={() => setPicking(true)}>{company?.title ?? pageWords.convert.choose}</Button>}
        </div>
        <Checkbox label={pageWords.convert.deal} checked={wanted} onChange={setWanted} />
        {wanted && (
          <>
            <TextField label={pageWords.convert.dealTitle} value={deal.title} onChange={(title) => set({ title })} autoComplete="off" />
            <div className="grid gap-3 desk:grid-cols-2">
              <TextField label={pageWords.convert.value} optional inputMode="decimal" value={deal.value} onChange={(value) => set({ value })} autoComplete="off" />
              <Select label={pageWords.convert.stage} value={stage} options={stages.map(({ id, name }) => ({ value: id, label: name }))} onChange={(next) => set({ stage: next })} />
            </div>
          </>
        )}
      </SmallForm>
      {picking && (
        <LinkPicker
          open label={pageWords.convert.company} kinds={["company"]} chosen={company === undefined ? [] : [company.id]} onClose={() => setPicking(false)}
          onPick={(chosen) => {
            if (chosen !== null) setPicked(chosen);
            setPicking(false);
          }}
        />
      )}
    </>
  );
};
