import { idOf, memberState, stateOf } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { apply, type RecordState, resolve } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import { allHold, type Condition } from "./condition.ts";
import { fold } from "@outrider/shared/kernel";
import { foundBy, haystackOf, searchWords } from "./haystack.ts";
import { recordViewOf } from "./record-view.ts";
import { rowOf } from "./row.ts";
import { compareKeys, sortKeyOf } from "./sort-key.ts";
import { titleOf } from "./title.ts";

const stage = (name: string, outcome: string) => stateOf("stage", idOf(name), { values: { name, outcome, pipeline: idOf("p") } });
const company = stateOf("company", idOf("acme"), { values: { name: "Ácme Ltd" }, sets: { tags: ["Key Account"] } });
const all = [memberState("ada", "exec"), memberState("bob", "manager"), company, stage("Open", "open"), stage("Won", "won")];
const held = new Map<string, RecordState>(all.map((state) => [state.id, state]));
const read = (id: string): RecordState | undefined => held.get(id);
const deal = (values: Record<string, Value>, sets: Record<string, readonly string[]> = {}) =>
  stateOf("deal", idOf("deal"), { values: { title: "Big deal", stage: idOf("Open"), owner: idOf("ada"), company: idOf("acme"), ...values }, sets });

function edited(state: RecordState, field: string, value: Value, at: number, by: string, base: string | null): RecordState {
  return apply(state, resolve(state, { id: state.id, kind: state.kind, set: { [field]: { value, base } } }, { at, origin: `${by}.${at}`, by: idOf(by) }).delta);
}

describe("a record as a list shows it", () => {
  it("R1 names what it hangs on, and what stands for that since the two were merged", () => {
    const gone = stateOf("company", idOf("gone"), { values: { name: "Acme of old", mergedInto: idOf("acme") } });
    const task = (root: string) => rowOf(stateOf("task", idOf("call"), { values: { title: "Call", root } }), (id) => (id === gone.id ? gone : read(id)));
    expect(task(idOf("gone"))).toMatchObject({ rootKind: "company", rootStands: idOf("acme"), titles: { [idOf("gone")]: "Ácme Ltd" } });
    expect(task(idOf("acme")).rootKind).toBe("company");
    expect(task(idOf("acme"))).not.toHaveProperty("rootStands");
    expect(task(idOf("nowhere"))).not.toHaveProperty("rootKind");
  });

  it("R1 names what it links to and leaves out what this device does not hold", () => {
    const row = rowOf(deal({ contact: idOf("unknown"), value: { amount: 5, currency: "EUR" } }, { stakeholders: [idOf("nobody")], tags: ["b", "a"] }), read);
    expect(row).toMatchObject({ title: "Big deal", deleted: false, conflicts: [], pending: [], sets: { tags: ["a", "b"] } });
    expect(row.titles).toEqual({ [idOf("Open")]: "Open", [idOf("ada")]: "ada", [idOf("acme")]: "Ácme Ltd" });
    expect(row.values["value"]).toEqual({ amount: 5, currency: "EUR" });
  });

  it("R4 tells since when a deal has been in its stage, whatever else was edited later", () => {
    const moved = edited(edited(deal({}), "stage", idOf("Won"), 10, "ada", "system.1"), "notes", "later", 30, "ada", null);
    expect(rowOf(moved, read)).toMatchObject({ since: { stage: 10 }, updatedAt: 30 });
    expect(rowOf(company, read).since).toEqual({});
  });

  it("R1 has a title of one line whatever it holds", () => {
    expect(titleOf(deal({ title: `  a\tb ${"x".repeat(250)}` }))).toMatch(/^a b x{115}…$/);
    expect(titleOf(stateOf("activity", idOf("a"), { values: { text: "" } }))).toBe("Activity");
  });

  it("S3 tells where another value gave way, until the field is edited again", () => {
    const one = edited(deal({ notes: "first" }), "notes", "second", 10, "ada", "system.1");
    const conflict = edited(one, "notes", "third", 20, "bob", "system.1");
    expect(rowOf(conflict, read)).toMatchObject({ conflicts: ["notes"], updatedAt: 20, updatedBy: idOf("bob") });
    expect(rowOf(edited(conflict, "notes", "fourth", 30, "ada", "bob.20"), read).conflicts).toEqual([]);
  });
});

describe("search", () => {
  it("R12 finds every word anywhere, without case and accents, and none across two fields", () => {
    const haystack = haystackOf(company);
    expect(foundBy(haystack, searchWords("ACME key"))).toBe(true);
    expect(foundBy(haystack, searchWords(" ltd "))).toBe(true);
    expect(foundBy(haystack, searchWords("acme beta"))).toBe(false);
    expect(haystack).not.toContain("ltd key");
    expect(fold("Ångström ß")).toBe("angstrom ß");
  });
});

describe("conditions", () => {
  const state = deal({ value: { amount: 50, currency: "EUR" }, closeDate: "2026-03-05", probability: 0, source: "Web" }, { tags: ["hot", "Big Fish"] });
  const cases: readonly (readonly [Condition, boolean])[] = [
    [{ field: "stage", op: "is", value: idOf("Open") }, true],
    [{ field: "stage.outcome", op: "is", value: "open" }, true],
    [{ field: "stage.outcome", op: "in", value: ["won", "lost"] }, false],
    [{ field: "stage.outcome", op: "not", value: "won" }, true],
    [{ field: "tags", op: "is", value: "hot" }, true],
    [{ field: "tags", op: "contains", value: "FISH" }, true],
    [{ field: "value", op: "atLeast", value: 50 }, true],
    [{ field: "value", op: "atMost", value: 49.9 }, false],
    [{ field: "value", op: "atLeast", value: "50" }, false],
    [{ field: "closeDate", op: "atLeast", value: "2026-03-01" }, true],
    [{ field: "closeDate", op: "atMost", value: "2026-03-01" }, false],
    [{ field: "probability", op: "is", value: 0 }, true],
    [{ field: "probability", op: "filled" }, true],
    [{ field: "contact", op: "empty" }, true],
    [{ field: "contact", op: "is", value: null }, true],
    [{ field: "contact", op: "not", value: "x" }, true],
    [{ field: "tags", op: "empty" }, false],
    [{ field: "nonsense", op: "filled" }, false],
  ];
  it.each(cases)("R11 %j", (condition, expected) => {
    expect(allHold(state, [condition], read)).toBe(expected);
  });
});

describe("order", () => {
  it("R11 is by value, by the title of a link, and puts what has no value last either way", () => {
    const [a, b, none] = [deal({ value: { amount: 5, currency: "EUR" } }), deal({ value: { amount: 40, currency: "USD" }, stage: idOf("Won") }), deal({ title: "Alpha" })];
    const by = (field: string, state: RecordState) => sortKeyOf(state, field, read);
    const order = (field: string, descending: boolean) => [none, a, b].sort((x, y) => compareKeys(by(field, x), by(field, y), descending)).map((state) => [a, b, none].indexOf(state));
    expect(order("value", false)).toEqual([0, 1, 2]);
    expect(order("value", true)).toEqual([1, 0, 2]);
    expect([by("stage", a), by("stage", b), by("company", a), by("title", none), by("updatedAt", a), by("stage.outcome", b)]).toEqual(["open", "won", "acme ltd", "alpha", 1, "won"]);
  });
});

describe("a record as its page shows it", () => {
  const base = deal({ value: { amount: 5, currency: "EUR" } });
  const moved = edited(base, "stage", idOf("Won"), 50, "bob", "system.1");
  const hang = (kind: "activity" | "task" | "proposal", name: string, values: Record<string, Value>) => stateOf(kind, idOf(name), { values: { root: base.id, ...values } });
  const hanging = [
    hang("activity", "call", { type: "call", at: 40, text: "Called" }),
    hang("activity", "late", { type: "note", at: 60, text: "Note" }),
    hang("activity", "gone", { type: "note", at: 70, text: "Deleted", deletedAt: 80 }),
    hang("task", "task", { title: "Do it", assignee: idOf("ada") }),
    hang("proposal", "open", { about: base.id, aboutKind: "deal", field: "value", proposed: { amount: 9, currency: "EUR" }, author: idOf("bob"), at: 55, status: "open" }),
    hang("proposal", "done", { about: base.id, aboutKind: "deal", field: "value", proposed: 1, author: idOf("bob"), at: 56, status: "dismissed" }),
  ];
  const view = recordViewOf(moved, { read: (id) => (id === base.id ? moved : read(id)), hanging, pendingOf: (id) => new Set(id === base.id ? ["notes", "stage"] : []) });

  it("R5 has one timeline, newest first, of activities, tasks and stages, without what was deleted", () => {
    expect(view.timeline.map((item) => (item.type === "trail" ? `${item.field} ${String(item.before)}>${String(item.value)}` : "row" in item ? item.row.title : item.name))).toEqual([
      "Note", `stage ${idOf("Open")}>${idOf("Won")}`, "Called", `stage null>${idOf("Open")}`, "Do it",
    ]);
    expect(view.titles).toMatchObject({ [idOf("Open")]: "Open", [idOf("Won")]: "Won", [idOf("bob")]: "bob" });
  });

  it("R5 a contact's timeline has the campaigns that reached him among what happened, and what he did with them", () => {
    const campaign = (name: string, values: Record<string, Value>) => stateOf("campaign", idOf(name), { values: { name, ...values } });
    const sent = [campaign("Autumn", { startedAt: 20, subject: "Falling leaves" }), campaign("Winter", { startedAt: 40 }), campaign("Never began", {})];
    const ida = stateOf("contact", idOf("ida"), { values: { name: "Ida" }, sets: { receivedCampaigns: [...sent.map(({ id }) => id), idOf("not held")], openedCampaigns: [idOf("Autumn"), idOf("Winter")], clickedCampaigns: [idOf("Winter")] } });
    const called = stateOf("activity", idOf("rang"), { values: { text: "Rang", type: "call", at: 30, root: ida.id } });
    const shown = recordViewOf(ida, { read: (id) => [...sent, ida].find((one) => one.id === id) ?? read(id), hanging: [called], pendingOf: () => new Set() });
    expect(shown.timeline.map((item) => ("row" in item ? item.row.title : item.type === "message" ? [item.name, item.subject, item.opened, item.clicked] : item.type))).toEqual([["Winter", "", true, true], "Rang", ["Autumn", "Falling leaves", true, false]]);
  });

  it("S3 shows the open proposals with what stands, and marks what the server has not confirmed", () => {
    expect(view.proposals).toEqual([
      { id: idOf("open"), about: base.id, field: "value", proposed: { amount: 9, currency: "EUR" }, standing: { amount: 5, currency: "EUR" }, author: idOf("bob"), at: 55 },
    ]);
    expect(view.fields["stage"]).toEqual({ value: idOf("Won"), at: 50, by: idOf("bob"), pending: true, other: null });
    expect(view.fields["title"]?.pending).toBe(false);
    expect(view.pending).toEqual(["notes", "stage"]);
  });

  it("S3 shows both sides of a conflict", () => {
    const one = edited(base, "notes", "mine", 10, "ada", null);
    const shown = recordViewOf(edited(one, "notes", "theirs", 20, "bob", null), { read, hanging: [], pendingOf: () => new Set() });
    const edit = one.fields["notes"]?.origin as string;
    expect(shown.fields["notes"]).toEqual({ value: "theirs", at: 20, by: idOf("bob"), pending: false, other: { value: "mine", at: 10, by: idOf("ada"), edit } });
    expect(shown.conflicts).toEqual(["notes"]);
    // Who has looked and kept what stands is not shown it again.
    const settled = recordViewOf(edited(one, "notes", "theirs", 20, "bob", null), { read, hanging: [], pendingOf: () => new Set(), keeps: (record, field, by) => [record, field, by].join() === [base.id, "notes", edit].join() });
    expect([settled.fields["notes"]?.other, settled.conflicts]).toEqual([null, []]);
    expect(shown.mergedInto).toBeNull();
  });
});
