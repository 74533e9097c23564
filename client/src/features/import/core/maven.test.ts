import { elementsOf, textOf, valueOf } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { dataFile, hasData } from "../testing/data-folder.ts";
import { memoryTarget } from "../testing/memory-target.ts";
import { type Answer, importFile, prepare } from "../testing/run-import.ts";
import { readCsv } from "./read-csv.ts";
import { guessKind } from "./recognise.ts";

const at = (name: string) => dataFile(`data/maven-crm/${name}.csv`);
const names = async (name: string) => {
  const read = await readCsv(at(name));
  return read.ok ? read.value.rows.map(({ cells }) => cells[0] ?? "") : [];
};

/** Answers as the person would: open stages by hand, the rest as proposed. */
const answer: Answer = (settings, questions, around) => {
  const stage = (name: string) => around.stages.find((each) => each.name === name)?.id ?? "";
  const column = settings.mapping.indexOf("stage");
  expect(questions.filter((question) => !question.answered).map((question) => ("value" in question ? question.value : question.about))).toEqual(["Engaging", "Prospecting"]);
  return { ...settings, values: { ...settings.values, [column]: { engaging: stage("Proposal"), prospecting: stage("Qualified") } } };
};

describe.runIf(hasData("data/maven-crm"))("real sales data", () => {
  it("R13 accounts, then 8,800 deals: all there, dirt reported and not guessed away", { timeout: 60_000 }, async () => {
    const target = memoryTarget();
    const accounts = await importFile(at("accounts"), target);
    expect(accounts.asked).toEqual([]);
    expect(accounts.settings.mapping).toEqual(["name", "industry", "founded", "revenue", "employees", "country", "parent"]);
    expect(accounts.report).toMatchObject({ imported: 85, skipped: 0, refused: [], left: 0 });
    const companies = target.of("company");
    const called = (name: string) => companies.find((state) => textOf(state, "name") === name);
    expect(textOf(called("Bluth Company")!, "parent")).toBe(called("Acme Corporation")!.id);
    expect(companies.filter((state) => textOf(state, "parent") !== "")).toHaveLength(15);
    expect(valueOf(called("Acme Corporation")!, "revenue")).toEqual({ amount: 1100.04, currency: "USD" });
    expect(textOf(called("Acme Corporation")!, "industry")).toBe("technolgy");
    expect(accounts.dirt).toContainEqual(expect.objectContaining({ kind: "alike", value: "technolgy", suggestion: "technology", count: 12 }));
    expect(accounts.dirt).toContainEqual(expect.objectContaining({ kind: "alike", value: "Philipines", suggestion: "Philippines", count: 1 }));

    const products = await names("products");
    const deals = await importFile(at("sales_pipeline"), target, answer, { products, people: await names("sales_teams") });
    expect(deals.settings.mapping).toEqual(["externalId", "owner", "products", "company", "stage", "openedOn", "closeDate", "value"]);
    expect(deals.questions.every((question) => question.answered)).toBe(true);
    expect(deals.report).toMatchObject({ imported: 8_800, skipped: 0, refused: [], left: 0, companies: 0 });
    const outcomes = new Map((await target.stages()).map(({ id, outcome }) => [id, outcome]));
    const counts = { won: 0, lost: 0, open: 0 };
    for (const deal of target.of("deal")) counts[outcomes.get(textOf(deal, "stage")) ?? "open"] += 1;
    expect(counts).toEqual({ won: 4_238, lost: 2_473, open: 2_089 });
    expect(target.of("deal").filter((deal) => textOf(deal, "company") === "")).toHaveLength(1_425);
    expect(deals.dirt).toContainEqual(expect.objectContaining({ kind: "blank", column: "account", count: 1_425 }));
    expect(deals.dirt).toContainEqual(expect.objectContaining({ kind: "alike", value: "GTXPro", suggestion: "GTX Pro", count: 1_480 }));
    expect(deals.dirt.filter(({ kind }) => kind === "mine")).toHaveLength(30);
    const first = target.of("deal").find((deal) => textOf(deal, "externalId") === "Z063OYW0")!;
    expect(textOf(first, "title")).toBe("GTXPro · Isdom");
    expect(elementsOf(first, "products")).toEqual(["GTXPro"]);
    expect(elementsOf(first, "tags")).toEqual(["Darcel Schlecht"]);
    expect(valueOf(first, "value")).toEqual({ amount: 4514, currency: "USD" });
    expect(textOf(first, "closeDate")).toBe("2017-03-11");

    const again = await importFile(at("sales_pipeline"), target, answer);
    expect(again.report).toMatchObject({ imported: 0, skipped: 8_800, refused: [] });
  });
  it("R13 GTXPro is reported without a list of products too", async () => {
    const { dirt } = await prepare(at("sales_pipeline"), memoryTarget(), (settings) => ({ ...settings, companies: "leave" }));
    expect(dirt).toContainEqual(expect.objectContaining({ kind: "alike", value: "GTXPro", suggestion: "GTX Pro" }));
  });
  it("R13 products and agents are recognised as lists", async () => {
    for (const [name, kind] of [["products", "products"], ["sales_teams", "people"]] as const) {
      const read = await readCsv(at(name));
      expect(read.ok && guessKind(read.value)).toBe(kind);
    }
  });
});

describe.runIf(hasData("data/atomic-crm"))("another CRM's export", () => {
  it("R13 its contacts come with names, addresses and companies", async () => {
    const target = memoryTarget();
    const { report, asked } = await importFile(dataFile("data/atomic-crm/contacts.csv"), target, (settings) => ({ ...settings, companies: "make" }));
    expect(asked.map(({ about }) => about)).toContain("companies");
    expect(report.imported + report.skipped + report.refused.length).toBe(500);
    expect(report.imported).toBeGreaterThan(480);
    const shelley = target.of("contact").find((state) => textOf(state, "externalId") === "2")!;
    expect(textOf(shelley, "name")).toBe("Shelley Kerluke");
    expect(elementsOf(shelley, "emails")).toEqual(["Shelley_Kerluke47@hotmail.com"]);
    expect(textOf(target.records.get(textOf(shelley, "company"))!, "name")).toBe("Gottlieb and Sons");
    expect(target.of("company").length).toBe(report.companies);
  });
});
