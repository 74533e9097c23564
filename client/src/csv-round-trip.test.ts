// What a list is exported as is imported again without loss: into another workspace, and into the same one after it was
// changed in a spreadsheet. Here and in no feature, since two of them have to do with it.
import { type Call } from "@outrider/shared/commands";
import { rowOf } from "@outrider/shared/projection";
import { elementsOf, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { customName, type Kind, type Value } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import type { PageKind } from "./app/record-route.ts";
import { importFile, type Answer } from "./features/import/testing/run-import.ts";
import { memoryTarget, type MemoryTarget } from "./features/import/testing/memory-target.ts";
import { exportList } from "./features/records/export-list.ts";
import type { QueryAnswer } from "./read/index.ts";

const NASTY = ["=1+1", "+47 22 33", "-5", "@x", "'=x", "''", "a;b", "a,b", 'say "hi"', "Zo\u2028ë", "<script>", "1.234", "yes", "2027-01-31", "null", "__proto__"];

async function make(target: MemoryTarget, calls: readonly Call[]): Promise<void> {
  for (const outcome of await target.submit(calls)) if (!outcome.ok) throw new Error(`${outcome.error.field ?? ""} ${outcome.error.message}`);
}
const create = (target: MemoryTarget, kind: Kind, values: Readonly<Record<string, Value>>, sets: Readonly<Record<string, readonly string[]>> = {}): { readonly id: string; readonly call: Call } => {
  const id = target.newId();
  return { id, call: { name: "create", args: { id, kind, values, sets } } };
};

/** The file of a kind, as a device makes it: 1,000 rows at a time. */
async function exported(target: MemoryTarget, kind: PageKind): Promise<File> {
  const rows = target.of(kind).map((state) => rowOf(state, (id) => target.records.get(id)));
  const ask = async ({ offset = 0, limit = 100 }: { readonly offset?: number; readonly limit?: number }): Promise<QueryAnswer> => ({ rows: rows.slice(offset, offset + limit), offset, total: rows.length, complete: true });
  const custom = (await target.custom(kind)).map(({ key, field }) => ({ name: key, field }));
  const made = await exportList({ ask, kind, query: { kind }, custom, format: "csv", signal: new AbortController().signal, onProgress: () => undefined });
  if (made === null) throw new Error("cancelled");
  return new File([...made.parts], `outrider-${kind}.csv`);
}

const told = new Set(["externalId", "owner"]);
/** What a person put into a record; links by the names they show. */
function contentOf(state: RecordState, target: MemoryTarget, rename: (name: string) => string = (name) => name): object {
  const row = rowOf(state, (id) => target.records.get(id));
  const values = Object.entries(row.values).filter(([name, value]) => !told.has(name) && value !== null && value !== "");
  const shown = values.map(([name, value]) => [rename(name), typeof value === "string" && row.titles[value] !== undefined ? row.titles[value] : value]);
  return { ...Object.fromEntries(shown), ...Object.fromEntries(Object.entries(row.sets).filter(([, elements]) => elements.length > 0).map(([name, elements]) => [name, [...elements].sort()])) };
}

const CUSTOM = [["text", "Nick name"], ["number", "Seats"], ["money", "Budget"], ["date", "Renewal"], ["choice", "Grade"], ["checkbox", "Keen"], ["link", "Site"], ["text", "Industry"], ["text", "Background"], ["text", "Currency"], ["text", "★"]] as const;

async function withFields(target: MemoryTarget, kind: Kind): Promise<readonly string[]> {
  const made = CUSTOM.map(([type, label]) => ({ type, ...create(target, "customField", { of: kind, type, label, ...(type === "choice" && { options: "A+\nA-\nB, or so" }) }) }));
  await make(target, made.map(({ call }) => call));
  return made.map(({ type, id }) => customName(type, id));
}
const valuesAt = (names: readonly string[], at: number): Readonly<Record<string, Value>> => {
  const values: readonly Value[] = [NASTY[at % NASTY.length] ?? "", at * 1.001, { amount: -at - 0.125, currency: "NOK" }, "2027-02-28", ["A+", "A-", "B, or so"][at % 3] ?? "", at % 2 === 0, "https://example.com/?a=1;b,c", NASTY[(at + 3) % NASTY.length] ?? "", "told", "EURO", "star"];
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
};

const EVERY_KIND = ["company", "contact", "lead", "deal"] as const;
const yes: Answer = (settings) => ({ ...settings, companies: "make" });

describe("a list as CSV", () => {
  it.each(EVERY_KIND)("R13 R10 a list of records of the kind %s is read back as it was, custom fields too", async (kind) => {
    const from = memoryTarget();
    const names = await withFields(from, kind);
    const firms = ["Halden Marine", "Møller & Søn; Oslo"].map((name) => create(from, "company", { name }));
    const people = ["Ada Lovelace", "Ida"].map((name) => create(from, "contact", { name }));
    if (kind !== "company") await make(from, firms.map(({ call }) => call));
    if (kind === "deal") await make(from, people.map(({ call }) => call));
    const stages = await from.stages();
    const calls = NASTY.map((nasty, at) => {
      const common = { ...valuesAt(names, at), notes: `first\nsecond ${nasty}` };
      const element = nasty === "__proto__" ? "proto" : nasty;
      const tags = { tags: [element, `tag ${at}`] };
      switch (kind) {
        case "company":
          return create(from, kind, { ...common, name: `Firm ${at} ${nasty}`, industry: nasty, website: "https://example.com", phone: "+47 123", country: "Norway", employees: 1_234_567, revenue: { amount: 1_234.5, currency: "SEK" }, founded: 1999 }, tags);
        case "contact":
          return create(from, kind, { ...common, name: `Person ${at} ${nasty}`, title: nasty, company: firms[at % 2]?.id ?? null, address: "Kai 1\n0150 Oslo" }, { ...tags, emails: [`p${at}@example.com`, `q${at}@example.com`], phones: ["+47 1", "004722"] });
        case "lead":
          return create(from, kind, { ...common, name: `Lead ${at} ${nasty}`, company: nasty, email: `l${at}@example.com`, phone: "+47 5", source: "website", status: "qualified", score: 12.345 }, tags);
        case "deal":
          // Two of one name, at one firm.
          return create(from, kind, { ...common, title: "Renewal", value: { amount: at + 0.5, currency: at % 2 === 0 ? "EUR" : "USD" }, stage: stages[at % 4]?.id ?? "", company: firms[0]?.id ?? null, contact: people[at % 2]?.id ?? null, probability: 33, closeDate: "2027-03-04", openedOn: "2026-01-02", industry: nasty, reason: nasty }, { ...tags, products: [element, "GTX; Pro"], competitors: ["A, B & Co"] });
      }
    });
    await make(from, calls.map(({ call }) => call));
    const file = await exported(from, kind);
    expect(await file.text()).not.toMatch(/(^|,|;)"?[=@+]/m);

    const into = memoryTarget();
    const there = await withFields(into, kind);
    if (kind !== "company") await make(into, firms.map(({ call }) => call));
    if (kind === "deal") await make(into, people.map(({ call }) => call));
    const { report, questions, settings } = await importFile(file, into, yes);
    expect([questions.filter(({ answered }) => !answered), settings.kind]).toEqual([[], kind]);
    expect([report.imported, report.refused]).toEqual([NASTY.length, []]);
    const renamed = new Map(there.map((name, at) => [name, names[at] ?? ""]));
    const before = calls.map(({ id }) => contentOf(from.records.get(id) as RecordState, from));
    const after = into.of(kind).filter((state) => textOf(state, "externalId") !== "").map((state) => contentOf(state, into, (name) => renamed.get(name) ?? name));
    expect(after).toEqual(before);
  });

  it("R13 a list that was changed in a spreadsheet changes the records it came from, and nothing else of them", async () => {
    const target = memoryTarget();
    const [stage] = await target.stages();
    const deals = ["One", "Two"].map((title) => create(target, "deal", { title, stage: stage?.id ?? "", value: { amount: 5, currency: "EUR" } }));
    await make(target, deals.map(({ call }) => call));
    const changed = (await (await exported(target, "deal")).text()).replace("One", "One more");
    const skipped = await importFile(new File([changed], "deals.csv"), target, yes);
    expect([skipped.report.made, skipped.report.skipped]).toEqual([0, 2]);
    const { report } = await importFile(new File([changed], "deals.csv"), target, (settings) => ({ ...settings, existing: "update", companies: "make" }));
    expect(report.refused).toEqual([]);
    expect(deals.map(({ id }) => textOf(target.records.get(id) as RecordState, "title"))).toEqual(["One more", "Two"]);
    expect(target.of("deal").map((state) => valueOf(state, "externalId"))).toEqual([null, null]);
    expect(target.of("deal").flatMap((state) => elementsOf(state, "tags"))).toEqual([]);
  });
});
