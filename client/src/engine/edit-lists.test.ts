import { stateOf } from "@outrider/shared/testing";
import type { Change, Group, RecordState } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import { expect, it } from "vitest";
import { countProposals, openProposals, pendingEdits, refusedEdits } from "./edit-lists.ts";
import type { View } from "./relations.ts";

const idAt = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const states = [
  stateOf("deal", idAt(1), { values: { title: "Deal", value: { amount: 5, currency: "EUR" } } }),
  stateOf("member", idAt(2), { values: { name: "Bob" } }),
  stateOf("stage", idAt(3), { values: { name: "Won" } }),
  stateOf("proposal", idAt(4), { values: { about: idAt(1), aboutKind: "deal", field: "value", proposed: { amount: 9, currency: "EUR" }, author: idAt(2), at: 7, status: "open" } }),
  stateOf("proposal", idAt(5), { values: { about: idAt(1), aboutKind: "deal", field: "stage", proposed: idAt(3), author: idAt(2), at: 6, status: "open" } }),
  stateOf("proposal", idAt(6), { values: { about: idAt(1), aboutKind: "deal", field: "stage", proposed: idAt(3), author: idAt(2), at: 5, status: "accepted" } }),
];
const held = new Map<string, RecordState>(states.map((state) => [state.id, state]));
const view: View = { read: (id) => held.get(id), peek: (id) => held.get(id), glance: () => undefined, ids: (kind: Kind) => states.filter((state) => state.kind === kind).map(({ id }) => id) };
const group = (counter: number, changes: readonly Change[]): Group => ({ id: idAt(100 + counter), counter, at: counter, schema: 1, command: "edit", changes });
const set = (values: Readonly<Record<string, unknown>>): NonNullable<Change["set"]> =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value: value as string, base: null }]));

it("S5 a refused edit shows what was typed in words that can be copied", () => {
  const changes: readonly Change[] = [
    { id: idAt(1), kind: "deal", set: set({ notes: "Line 1\nLine 2", value: { amount: 7, currency: "USD" }, stage: idAt(3), contact: null, probability: 40 }), add: { tags: ["hot", "new"] } },
    { id: idAt(50), kind: "contact", create: true, set: set({ name: "Never made" }) },
  ];
  const verdict = { group: idAt(101), counter: 1, result: "refused", refusal: { code: "not-allowed", message: "You are not allowed to edit this.", field: "notes" } } as const;
  const [row] = refusedEdits([{ group: group(1, changes), verdict, at: 9 }], view);
  expect(row).toMatchObject({ refusedAt: 9, refusal: { code: "not-allowed", message: "You are not allowed to edit this.", field: "notes" } });
  expect(row?.typed.map(({ record, label, text }) => `${record.title} | ${label} | ${text}`)).toEqual([
    "Deal | Notes | Line 1\nLine 2", "Deal | Value | 7 USD", "Deal | Stage | Won", "Deal | Contact | ", "Deal | Probability | 40", "Deal | Tags | hot", "Deal | Tags | new",
    "Never made | Name | Never made",
  ]);
});

it("S5 a refused edit says what it was about when the record is gone from the device", () => {
  const changes: readonly Change[] = [{ id: idAt(60), kind: "deal", set: set({ notes: "typed" }) }];
  const verdict = { group: idAt(101), counter: 1, result: "refused", refusal: { code: "not-found", message: "There is no such record." } } as const;
  const [row] = refusedEdits([{ group: group(1, changes), verdict, at: 9, titles: { [idAt(60)]: "Given away" } }], view);
  expect(row?.typed.map(({ record, text }) => [record.title, text])).toEqual([["Given away", "typed"]]);
});

it("S11 edits on their way are listed newest first, each record once", () => {
  const changes: readonly Change[] = [{ id: idAt(1), kind: "deal", set: set({ notes: "a" }) }, { id: idAt(1), kind: "deal", add: { tags: ["x"] } }, { id: idAt(9), kind: "company", create: true, set: set({ industry: "x" }) }];
  const rows = [1, 2].map((counter) => ({ group: group(counter, changes), undo: { origin: "d.1", changes, before: {} }, applied: null }));
  expect(pendingEdits(rows, 1, view).map(({ state, records }) => [state, ...records.map(({ title }) => title)])).toEqual([["waiting", "Deal", "Company"], ["sent", "Deal", "Company"]]);
});

it("S3 open proposals are listed oldest first with both values and their names", () => {
  expect(countProposals(view)).toBe(2);
  expect(openProposals(view)).toEqual([
    { id: idAt(5), about: idAt(1), field: "stage", proposed: idAt(3), standing: null, author: idAt(2), at: 6, record: { id: idAt(1), kind: "deal", title: "Deal" }, titles: { [idAt(3)]: "Won", [idAt(2)]: "Bob" } },
    { id: idAt(4), about: idAt(1), field: "value", proposed: { amount: 9, currency: "EUR" }, standing: { amount: 5, currency: "EUR" }, author: idAt(2), at: 7, record: { id: idAt(1), kind: "deal", title: "Deal" }, titles: { [idAt(2)]: "Bob" } },
  ]);
});
