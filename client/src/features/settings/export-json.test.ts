import type { Row } from "@outrider/shared/projection";
import { customName, KINDS, type Kind } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import type { Query, QueryAnswer } from "../../read/index.ts";
import { exportJson } from "./export-json.ts";

const row = (kind: Kind, id: string, values: Row["values"], deleted = false): Row =>
  ({ id, kind, title: id, values, sets: kind === "contact" ? { emails: ["a@b.test"] } : {}, titles: {}, updatedAt: 0, updatedBy: "m1", since: {}, conflicts: [], pending: [], deleted });

function device(rows: readonly Row[], complete = true) {
  const asked: Query[] = [];
  const ask = async (query: Query): Promise<QueryAnswer> => {
    asked.push(query);
    const found = rows.filter(({ kind, deleted }) => kind === query.kind && deleted === (query.bin ?? false));
    const { offset = 0, limit = 100 } = query;
    return { rows: found.slice(offset, offset + limit), offset, total: found.length, complete };
  };
  return { ask, asked };
}
const about = { workspace: "Halden", by: "Ada", at: "2026-11-21T00:00:00.000Z" };
const many = Array.from({ length: 2_500 }, (_, n) => row("deal", `d${n}`, { title: `Deal "${n}"\n</script>`, value: { amount: n, currency: "EUR" } }));

describe("the export of everything", () => {
  it("W5 R13 holds each record once, with what is in the bin, page by page, and says how far it is", async () => {
    const { ask, asked } = device([...many, row("deal", "gone", {}, true), row("contact", "c", { name: "Ida" })]);
    const progress: [number, number][] = [];
    const made = await exportJson({ ask, about, signal: new AbortController().signal, onProgress: (done, of) => progress.push([done, of]) });
    const file = JSON.parse(made?.parts.join("") ?? "") as { readonly count: number; readonly complete: boolean; readonly workspace: string; readonly records: Readonly<Record<Kind, readonly Record<string, unknown>[]>> };
    expect(file).toMatchObject({ ...about, product: "Outrider", count: 2_502, complete: true });
    expect(Object.keys(file.records)).toEqual(KINDS);
    expect(new Set(file.records.deal.map(({ id }) => id)).size).toBe(2_501);
    expect(file.records.deal[7]).toEqual({ id: "d7", title: 'Deal "7"\n</script>', value: { amount: 7, currency: "EUR" }, updatedAt: "1970-01-01T00:00:00.000Z", updatedBy: "m1" });
    expect(file.records.deal.at(-1)).toMatchObject({ id: "gone", deleted: true });
    expect(file.records.contact).toMatchObject([{ name: "Ida", emails: ["a@b.test"] }]);
    expect(Math.max(...asked.map(({ limit = 0 }) => limit))).toBeLessThanOrEqual(1_000);
    expect(progress.at(-1)).toEqual([2_502, 2_502]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).toSorted((a, b) => a - b));
  });

  it("R10 custom fields stand in it by their labels, and two of one label are told apart", async () => {
    const id = (n: number): string => `0000000${n}-0000-4000-8000-000000000000`;
    const defined = [["Region", 1], ["Tier", 2], ["Tier", 3], ["__proto__", 4]] as const;
    const rows = defined.map(([label, n]) => ({ ...row("customField", id(n), { of: "deal", type: "text", label }), title: label }));
    const values = Object.fromEntries(defined.map(([, n]) => [customName("text", id(n)), `value ${n}`]));
    const { ask } = device([...rows, row("deal", "d", { title: "A", ...values })]);
    const made = await exportJson({ ask, about, signal: new AbortController().signal, onProgress: () => undefined });
    const { records } = JSON.parse(made?.parts.join("") ?? "") as { readonly records: Readonly<Record<Kind, readonly { readonly custom?: object }[]>> };
    expect(Object.entries(records.deal[0]?.custom ?? {})).toEqual([["Region", "value 1"], [`Tier (${id(2)})`, "value 2"], [`Tier (${id(3)})`, "value 3"], ["__proto__", "value 4"]]);
    expect(records.customField).toHaveLength(4);
  });

  it("W5 can be cancelled between two pages, and gives nothing then", async () => {
    const { ask, asked } = device(many);
    const cancel = new AbortController();
    const made = await exportJson({ ask, about, signal: cancel.signal, onProgress: (done) => done >= 1_000 && cancel.abort() });
    expect(made).toBeNull();
    expect(asked.filter(({ limit }) => limit !== 0 && limit !== undefined).map(({ offset }) => offset)).not.toContain(1_000);
  });

  it("W5 says where the device does not hold everything yet", async () => {
    const made = await exportJson({ ask: device([], false).ask, about, signal: new AbortController().signal, onProgress: () => undefined });
    expect([made?.complete, made?.records]).toEqual([false, 0]);
    expect(JSON.parse(made?.parts.join("") ?? "")).toMatchObject({ complete: false, count: 0 });
  });
});
