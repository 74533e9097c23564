import { readMail, renderMail, valuesOf } from "@outrider/shared/campaigns";
import { type Row, rowOf } from "@outrider/shared/projection";
import { idOf, stateOf } from "@outrider/shared/testing";
import { expect, test } from "vitest";
import { fieldsKnown, previewValues } from "./preview-values.ts";

const acme = stateOf("company", idOf("acme"), { values: { name: "Acme <b>" } });
const eva = stateOf("member", idOf("eva"), { values: { name: "Eva Exec" } });
const tea = stateOf("customField", idOf("tea"), { values: { of: "contact", type: "text", label: "Favourite tea" } });
const ida = stateOf("contact", idOf("ida"), { values: { name: "Ida Meier", company: acme.id, owner: eva.id, spend: { amount: 1200, currency: "EUR" }, visits: 7 } });
const read = (id: string) => [acme, eva, tea, ida].find((state) => state.id === id);
const row: Row = rowOf(ida, read);
const definitions: readonly Row[] = [rowOf(tea, read)];

test("M5 the preview on a device fills in what the server does", () => {
  const here = previewValues(row, definitions);
  const there = valuesOf({ contact: ida, read, custom: [tea] });
  expect([...here]).toEqual([...there]);
  expect(here.get("company")).toBe("Acme <b>");
  expect(fieldsKnown(definitions).has("favourite_tea")).toBe(true);
  const made = renderMail(readMail({ subject: "{{first_name}}", message: "{{company}} {{favourite_tea|tea}}" }), here, { unsubscribe: "[link]" });
  expect(made.ok && made.mail.text).toContain("Acme <b> tea");
  expect(made.ok && made.mail.html).toContain("Acme &lt;b&gt; tea");
});
