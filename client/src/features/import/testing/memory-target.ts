// A workspace in memory behind the import's port: the same commands and the same door as the product, with one member.
// For tests; it forgets everything.
import { judge, viewerOf } from "@outrider/shared/access";
import { decide } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import { type Change, elementsOf, isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { CUSTOM_TYPES, customName, type Kind, typedField, type Value } from "@outrider/shared/schema";
import type { ImportKind } from "../core/targets.ts";
import { type Calls, type CallOutcome, groupOf, type ImportTarget, type KnownRecord } from "../target.ts";

export interface MemoryTarget extends ImportTarget {
  readonly records: ReadonlyMap<string, RecordState>;
  readonly saved: { name: string; content: string }[];
  readonly of: (kind: Kind) => readonly RecordState[];
}

export function memoryTarget(): MemoryTarget {
  const records = new Map<string, RecordState>();
  const [me, pipeline] = [derivedId("me"), derivedId("pipeline")];
  let [counter, ids] = [0, 0];
  const newId = () => derivedId("id", String(ids++));
  const put = (id: string, kind: Kind, values: Record<string, Value>) => {
    const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, at: 1, origin: "s.1", by: "s" }]));
    records.set(id, { id, kind, fields, sets: {}, losers: {}, trail: {} });
  };
  put(me, "member", { name: "Ada Admin", email: "ada@example.org", role: "admin", active: true });
  put(pipeline, "pipeline", { name: "Sales", order: 1 });
  const stages = (["Qualified", "Proposal", "Won", "Lost"] as const).map((name, at) => {
    const outcome = name === "Won" ? "won" as const : name === "Lost" ? "lost" as const : "open" as const;
    const stage = { id: derivedId("stage", name), name, key: name.toLowerCase(), outcome, probability: [20, 50, 100, 0][at] ?? 0, pipeline: "Sales" };
    put(stage.id, "stage", { ...stage, pipeline, order: at });
    return stage;
  });
  const one = (calls: Calls): CallOutcome => {
    const read = (id: string) => records.get(id);
    const viewer = viewerOf(me, read);
    if (!viewer) throw new Error("no viewer");
    const changes: Change[] = [];
    for (const call of groupOf(calls)) {
      const decision = decide(call, { actor: viewer, now: 1_000, newId, read });
      if (!decision.ok) return decision;
      changes.push(...decision.value);
    }
    counter += 1;
    const group = { id: newId(), counter, at: 1_000, schema: 1, command: groupOf(calls)[0]?.name ?? "", changes };
    const judged = judge(group, { viewer, read, stamp: { at: 1_000 + counter, origin: `d.${counter}`, by: me } });
    if (!judged.ok) return judged;
    for (const [id, state] of judged.value.after) records.set(id, state);
    return { ok: true };
  };
  const of = (kind: Kind) => [...records.values()].filter((state) => state.kind === kind && !isDeleted(state));
  const saved: { name: string; content: string }[] = [];
  const known = (kind: ImportKind): readonly KnownRecord[] => of(kind).map((state) => ({
    id: state.id, name: textOf(state, kind === "deal" ? "title" : "name"), externalId: textOf(state, "externalId"),
    emails: kind === "lead" ? [valueOf(state, "email")].filter((email): email is string => typeof email === "string") : elementsOf(state, "emails"),
    company: textOf(state, "company"), place: textOf(state, "address") || textOf(state, "country"), owner: textOf(state, "owner"), updatedAt: 0,
  }));
  return {
    me: { id: me, name: "Ada Admin" }, records, saved, of, newId,
    members: async () => [{ id: me, name: "Ada Admin", email: "ada@example.org" }],
    stages: async () => stages,
    currency: async () => "USD",
    custom: async (kind) => of("customField").filter((state) => textOf(state, "of") === kind).flatMap((state) => {
      const type = CUSTOM_TYPES.find((each) => each === textOf(state, "type"));
      return type === undefined ? [] : [{ key: customName(type, state.id), field: typedField(type, textOf(state, "label"), textOf(state, "options")) }];
    }),
    known: async (kind) => ({ records: known(kind), complete: true }),
    entries: async () => ({ complete: true, entries: (["activity", "task"] as const).flatMap((kind) => of(kind).map((state) => ({ id: state.id, kind, externalId: textOf(state, "externalId") }))) }),
    earlier: async () => {
      const made = (["activity", "task"] as const).flatMap(of).filter((state) => textOf(state, "importedWith") !== "");
      const names = [...new Set(made.map((state) => textOf(state, "importedWith")))];
      return { complete: true, imports: names.map((name) => ({ name, ids: made.filter((state) => textOf(state, "importedWith") === name).map(({ id }) => id) })) };
    },
    parts: async () => ({
      complete: true,
      deals: of("deal").map((state) => ({ id: state.id, title: textOf(state, "title"), externalId: textOf(state, "externalId"), company: textOf(state, "company"), sets: Object.fromEntries(Object.keys(state.sets).map((name) => [name, elementsOf(state, name)])) })),
      lines: of("lineItem").map((state) => ({ deal: textOf(state, "root"), values: Object.fromEntries(Object.keys(state.fields).map((name) => [name, valueOf(state, name) ?? null])) })),
    }),
    submit: async (rows) => rows.map(one),
    save: (name, _mime, content) => void saved.push({ name, content }),
  };
}
