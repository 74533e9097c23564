// A new line of a deal, or one that is changed. The product's name goes among the deal's products too, by which it is found.
import type { Call } from "@outrider/shared/commands";
import type { Row } from "@outrider/shared/projection";
import { entities, moneyOf, type Value } from "@outrider/shared/schema";
import { useState } from "react";
import { usePerform } from "../../app/use-perform.ts";
import type { RecordPage } from "../../read/index.ts";
import { SmallForm } from "../../ui/small-form.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { panelWords } from "./panel-texts.ts";
import { inputText, parseInput } from "./parse-input.ts";
import { useBaseCurrency } from "./use-base-currency.ts";

const words = panelWords.lines;
const { fields } = entities.lineItem;
const NAMES = ["product", "quantity", "unitPrice", "discount"] as const;
type Name = (typeof NAMES)[number];
const labelled = (name: Name) => ({ ...fields[name], label: words[name] });

export const LineForm = ({ view, row, onClose }: { readonly view: RecordPage; readonly row: Row | undefined; readonly onClose: () => void }) => {
  const perform = usePerform();
  const base = useBaseCurrency();
  const currency = moneyOf(view.values["value"])?.currency ?? base;
  const [before] = useState<Readonly<Record<Name, string>>>(() => ({
    product: inputText(fields.product, row?.values["product"]), quantity: row === undefined ? "1" : inputText(fields.quantity, row.values["quantity"]),
    unitPrice: inputText(fields.unitPrice, row?.values["unitPrice"]), discount: inputText(fields.discount, row?.values["discount"]),
  }));
  const [typed, setTyped] = useState(before);
  const [errors, setErrors] = useState<Partial<Record<Name, string>>>({});
  const set = (name: Name) => (value: string) => {
    setTyped((was) => ({ ...was, [name]: value }));
    setErrors(({ [name]: _gone, ...others }) => others);
  };
  const save = async () => {
    const values: Partial<Record<Name, Value>> = {};
    const wrong: Partial<Record<Name, string>> = {};
    for (const name of NAMES) {
      const read = parseInput(labelled(name), typed[name], currency);
      if (!read.ok) wrong[name] = read.error;
      else if (row === undefined || typed[name] !== before[name]) values[name] = read.value;
    }
    setErrors(wrong);
    const [first] = Object.values(wrong);
    if (first !== undefined) return first;
    if (Object.keys(values).length === 0) return undefined;
    const { product } = values;
    const calls: Call[] = [row === undefined ? { name: "create", args: { kind: "lineItem", values: { ...values, root: view.id } } } : { name: "edit", args: { id: row.id, values } }];
    if (typeof product === "string" && view.sets["products"]?.includes(product) !== true) calls.push({ name: "edit", args: { id: view.id, add: { products: [product] } } });
    return (await perform(calls, row === undefined ? words.saved : words.edited)).reason;
  };
  return (
    <SmallForm title={row === undefined ? words.add : words.editTitle} saveLabel={row === undefined ? words.save : words.editSave} onSave={save} onClose={onClose}>
      <TextField label={words.product} value={typed.product} onChange={set("product")} error={errors.product} autoComplete="off" />
      <div className="grid grid-cols-2 gap-3">
        <TextField label={words.quantity} inputMode="decimal" value={typed.quantity} onChange={set("quantity")} error={errors.quantity} autoComplete="off" />
        <TextField label={words.discount} inputMode="decimal" value={typed.discount} onChange={set("discount")} error={errors.discount} autoComplete="off" />
      </div>
      <TextField label={words.unitPrice} inputMode="decimal" hint={currency} optional value={typed.unitPrice} onChange={set("unitPrice")} error={errors.unitPrice} autoComplete="off" />
    </SmallForm>
  );
};
