import { elementsOf, textOf, valueOf } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { memoryTarget, type MemoryTarget } from "../testing/memory-target.ts";
import { importParts } from "../testing/run-import.ts";
import { failedRows } from "./failed-rows.ts";
import { readTable } from "./read-table.ts";
import { guessKind } from "./recognise.ts";
import { takeBack } from "./run-plan.ts";

const csv = (content: string) => new File([content], "f.csv");

async function workspace() {
  const target = memoryTarget();
  const [stage] = await target.stages();
  const make = async (kind: "deal" | "contact" | "company", values: Record<string, string>, sets: Record<string, readonly string[]> = {}): Promise<string> => {
    const id = target.newId();
    const needs: Record<string, string> = kind === "deal" ? { stage: stage?.id ?? "", owner: target.me.id } : {};
    expect(await target.submit([{ name: "create", args: { id, kind, values: { ...needs, ...values }, sets } }])).toEqual([{ ok: true }]);
    return id;
  };
  const acme = await make("company", { name: "Acme" });
  return {
    target, make, acme, rails: await make("deal", { title: "Rails", externalId: "D-1", company: acme }, { products: ["Bolts"] }), seats: await make("deal", { title: "Seats", externalId: "D-2" }),
    ann: await make("contact", { name: "Ann Lee" }, { emails: ["ann@acme.example"] }), bob: await make("contact", { name: "Bob Ray", company: acme }, { emails: ["bob@acme.example"] }),
  };
}
const linesOf = (target: MemoryTarget, deal: string) => target.of("lineItem").filter((state) => textOf(state, "root") === deal).map((state) => ["product", "quantity", "unitPrice", "discount"].map((name) => valueOf(state, name)));
const faults = (report: Awaited<ReturnType<typeof importParts>>["report"]) => report.refused.flatMap(({ errors }) => errors.map(({ line, column, message }) => [line, column, message]));

describe("lines of deals from a file", () => {
  const LINES = "Deal Name,Product,Quantity,Unit Price,Discount %\nRails,Steel,1200,EUR 12.50,10%\n rails ,Bolts,2,3,\nD-2,Bolts,2,3,\n";

  it("R3 R13 go to the deal that is named by title or id, with price, currency and discount; the product goes among the deal's own", async () => {
    const { target, rails, seats } = await workspace();
    const { report, kind, questions } = await importParts(csv(LINES), target);
    expect([kind, questions, report.refused]).toEqual(["lines", [], []]);
    expect(report).toMatchObject({ imported: 3, made: 3, skipped: 0, left: 0 });
    expect(linesOf(target, rails)).toEqual([["Steel", 1200, { amount: 12.5, currency: "EUR" }, 10], ["Bolts", 2, { amount: 3, currency: "USD" }, null]]);
    expect(linesOf(target, seats)).toEqual([["Bolts", 2, { amount: 3, currency: "USD" }, null]]);
    expect([rails, seats].map((id) => elementsOf(target.records.get(id)!, "products").toSorted())).toEqual([["Bolts", "Steel"], ["Bolts"]]);
  });

  it("R3 R13 the same file twice makes nothing twice; two equal lines of one file are two", async () => {
    const { target, rails } = await workspace();
    await importParts(csv(LINES), target);
    expect((await importParts(csv(LINES), target)).report).toMatchObject({ imported: 0, skipped: 3, refused: [] });
    const twice = csv(`${LINES}Rails,Rope,1,5,\nRails,Rope,1,5,\n`);
    expect((await importParts(twice, target)).report).toMatchObject({ imported: 2, skipped: 3, refused: [] });
    expect((await importParts(twice, target)).report).toMatchObject({ imported: 0, skipped: 5 });
    expect(linesOf(target, rails)).toHaveLength(4);
  });

  it("R3 R13 taken back, the lines go to the bin and the products that came with them go off their deals, no others", async () => {
    const { target, rails, seats } = await workspace();
    const { report } = await importParts(csv(LINES), target);
    expect(await takeBack(report, (calls) => target.submit(calls))).toEqual({ gone: 3, changed: 2 });
    expect(target.of("lineItem")).toHaveLength(0);
    expect([rails, seats].map((id) => elementsOf(target.records.get(id)!, "products"))).toEqual([["Bolts"], []]);
    expect((await importParts(csv(LINES), target)).report).toMatchObject({ imported: 3 });
  });

  it("R3 R13 errors name line and column, all of a row at once; the other rows are imported", async () => {
    const { target, make, rails } = await workspace();
    await make("deal", { title: "Twin" });
    await make("deal", { title: "twin" });
    const { report, table } = await importParts(csv("Deal,Deal Id,Product,Qty,Price,Currency,Discount\n,,Steel,1,1,,\nNix,,,many,1,,\nTwin,,Steel,1,1,,\nTwin,D-1,Steel,1,1,euro,\n,D-1,Steel,-1,1,,120\nRails,,Steel,1,1,EUR,5\n"), target);
    expect(faults(report).map(([line, column]) => [line, column])).toEqual([[2, "Deal"], [3, "Deal"], [3, "Product"], [3, "Qty"], [4, "Deal"], [5, "Currency"], [6, "Qty"], [6, "Discount"]]);
    expect(faults(report)[4]?.[2]).toBe("2 deals are called “Twin”. Name this one by its id.");
    expect(report).toMatchObject({ imported: 1, left: 0 });
    expect(linesOf(target, rails)).toEqual([["Steel", 1, { amount: 1, currency: "EUR" }, 5]]);
    expect(failedRows(table, report.refused)).toContain("No deal is called “Nix”");
  });

  it("R3 R13 what the door refuses is that row's alone, and a line is never there without its product", async () => {
    const { target, rails } = await workspace();
    const { plan } = await importParts(csv("Deal,Product,Quantity\nRails,Steel,1\n"), target);
    const [entry] = plan.order;
    expect([entry?.call.name, entry?.more?.map(({ name }) => name), entry?.back?.name]).toEqual(["create", ["edit"], "edit"]);
    expect(await target.submit([[{ name: "create", args: { id: target.newId(), kind: "lineItem", values: { root: rails, product: "Nut" } } }, { name: "edit", args: { id: rails, add: { products: ["Bolts"] } } }]])).toMatchObject([{ ok: false }]);
    expect(linesOf(target, rails)).toHaveLength(1);
  });
});

describe("stakeholders of deals from a file", () => {
  const PEOPLE = "Opportunity,Contact,Email,Role\nRails,,ann@acme.example,Economic Buyer\nRails,Ann Lee,,champion; END_USER\nSeats,Bob Ray,,Other\n";

  it("R3 R13 are added by email or name with what they are, in the words of other systems, and taken off again", async () => {
    const { target, rails, seats, ann, bob } = await workspace();
    const { report, kind } = await importParts(csv(PEOPLE), target);
    expect([kind, report.refused, report.imported, report.made]).toEqual(["stakeholders", [], 3, 0]);
    const sets = (id: string) => ["stakeholders", "decisionMakers", "champions", "endUsers"].map((name) => elementsOf(target.records.get(id)!, name));
    expect(sets(rails)).toEqual([[ann], [ann], [ann], [ann]]);
    expect(sets(seats)).toEqual([[bob], [], [], []]);
    expect((await importParts(csv(PEOPLE), target)).report).toMatchObject({ imported: 0, skipped: 3 });
    expect(await takeBack(report, (calls) => target.submit(calls))).toEqual({ gone: 0, changed: 3 });
    expect([sets(rails), sets(seats)]).toEqual([[[], [], [], []], [[], [], [], []]]);
  });

  it("R3 R13 who had a role before the import keeps it when that is taken back", async () => {
    const { target, rails, ann } = await workspace();
    await target.submit([{ name: "edit", args: { id: rails, add: { stakeholders: [ann], champions: [ann] } } }]);
    const { report } = await importParts(csv(PEOPLE), target);
    await takeBack(report, (calls) => target.submit(calls));
    expect(["stakeholders", "champions", "decisionMakers"].map((name) => elementsOf(target.records.get(rails)!, name))).toEqual([[ann], [ann], []]);
  });

  it("R3 R13 of two of one name it is who works at the deal's company; else the row is refused, as for roles that nobody knows", async () => {
    const { target, make, acme, rails } = await workspace();
    const near = await make("contact", { name: "Cy Twin", company: acme });
    await make("contact", { name: "cy twin" });
    const { report } = await importParts(csv("Deal,Contact,Role\nRails,Cy Twin,Blocker\nSeats,Cy Twin,Blocker\nRails,Nobody,Wizard\nRails,,Legal\n"), target);
    expect(elementsOf(target.records.get(rails)!, "blockers")).toEqual([near]);
    expect(faults(report)).toEqual([
      [3, "Contact", "2 contacts are called “Cy Twin”. Name this one by email."], [4, "Contact", "No contact “Nobody” is here. Import the contact first."],
      [4, "Role", expect.stringMatching(/^The role “Wizard” is not known. It may be one of Decision makers, Champions, /)], [5, "Contact", "The row names nobody."],
    ]);
  });
});

describe("what a file of parts is taken for", () => {
  it.each([
    ["Deal Name,Product,Quantity,Unit Price", "lines"], ["Opportunity ID,Product Name,Qty", "lines"], ["Deal Id,Email,Role", "stakeholders"], ["Opportunity Name,Contact Name,Contact Role", "stakeholders"],
    ["Deal Name,Deal Stage,Product,Quantity", "deal"], ["Order Id,Customer Name,Amount", "orders"], ["First Name,Last Name,Email,Role,Associated Deal", "contact"], ["Product,Sales Price", "products"],
  ])("R3 R13 %s: %s", async (header, kind) => {
    const read = await readTable(csv(`${header}\n${header.split(",").map(() => "x").join(",")}\n`), {});
    expect(read.ok && guessKind(read.value)).toBe(kind);
  });
});
