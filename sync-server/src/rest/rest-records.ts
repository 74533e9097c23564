// Reading and writing single records for programs: a write is a command decided here and judged at the door, as an edit in
// the app is. Invariants: what one may not see answers as what is not there; nothing is written but through the door.
import { createHash } from "node:crypto";
import { maySee, type Refusal, type Viewer, viewerOf, WORKSPACE_BUCKET } from "@outrider/shared/access";
import { type Call, type Context, decide, type Decision } from "@outrider/shared/commands";
import { derivedId, err, ok, type Result, type Why } from "@outrider/shared/kernel";
import { type Change, elementsOf, isDeleted, type PackedRecord, type RecordState, textOf, unpack, valueOf } from "@outrider/shared/records";
import type { EditReason, Kind } from "@outrider/shared/schema";
import type { RecordDoor } from "../feed/record-door.ts";
import { createWorkingSet, type WorkingSet } from "../feed/working-set.ts";
import { CUSTOM, type Defined, definedIn } from "./custom-fields.ts";
import { definitionWrong } from "./definition-wrong.ts";
import { type Given, givenOf, versionParts, type WireFault, type WireRecord, wireName, wireOf } from "./wire.ts";

export interface By {
  readonly workspace: string;
  readonly user: string;
}

/** Names the edit, so that one which comes again is applied once; ids of what it makes derive from it. */
export interface Named { readonly edit: string }

export type RestRefusal =
  | { readonly kind: "not-found" }
  | { readonly kind: "changed-meanwhile" }
  | ({ readonly kind: "invalid" } & WireFault)
  | ({ readonly kind: "not-allowed"; readonly field?: string } & Omit<WireFault, "field">)
  | { readonly kind: "not-a-member" };

/** A field whose value was not taken, because another one had come in between: it is proposed instead. */
export interface Asked { readonly field: string }

export interface Read { readonly record: WireRecord; readonly version: string }
/** `read`: null where this person may not see it any more. */
export interface Written { readonly read: Read | null; readonly asked: readonly Asked[] }

type Body = Readonly<Record<string, unknown>>;

export interface RestRecords {
  get(by: By, kind: Kind, id: string): Promise<Result<Read, RestRefusal>>;
  create(by: By & Named, kind: Kind, body: Body): Promise<Result<Written, RestRefusal>>;
  /** `versions`: it is changed only as one of these. */
  change(by: By & Named, kind: Kind, id: string, body: Body, versions: readonly string[] | null): Promise<Result<Written, RestRefusal>>;
  assign(by: By & Named, kind: Kind, id: string, to: string): Promise<Result<Written, RestRefusal>>;
  remove(by: By & Named, kind: Kind, id: string): Promise<Result<null, RestRefusal>>;
  /** The custom fields of a kind: whoever is of the workspace may know them. */
  custom(workspace: string, kind: Kind): Promise<readonly Defined[]>;
}

type Decided = Result<{ readonly call: Call["name"]; readonly changes: readonly Change[] }, RestRefusal>;
/** What a workspace says its records are made of. */
interface Definitions {
  /** Those not archived first. */
  readonly stages: readonly RecordState[];
  readonly custom: readonly Defined[];
  /** Of custom fields, of whatever kind. */
  readonly fields: readonly RecordState[];
}
const NONE: Definitions = { stages: [], custom: [], fields: [] };

interface Seeing { readonly viewer: Viewer; readonly set: WorkingSet; readonly context: Context }

const versionOf = (state: RecordState): string => createHash("sha256").update(JSON.stringify(versionParts(state))).digest("base64url").slice(0, 22);

export function createRestRecords({ door, now }: { readonly door: RecordDoor; readonly now: () => number }): RestRecords {
  const { store } = door;

  /** Works over records as they stand; `work` is done again while it reads what was not loaded. */
  function over<T>({ workspace, user, edit = "" }: By & Partial<Named>, ids: readonly string[], work: (seeing: Seeing) => T): Promise<T | "not-a-member"> {
    const at = now();
    return store.transact(workspace, async (tx) => {
      const set = createWorkingSet(tx);
      await Promise.all([set.loadMembers(), set.load(ids)]);
      return await set.settled(() => {
        const viewer = viewerOf(user, set.read);
        if (!viewer) return "not-a-member" as const;
        let made = 0;
        const newId = (): string => derivedId("rest", edit, String(made++));
        return work({ viewer, set, context: { actor: viewer, now: at, newId, read: set.read } });
      });
    });
  }

  function standing({ viewer, set }: Seeing, kind: Kind, id: string): RecordState | null {
    const state = set.read(id);
    return state && state.kind === kind && maySee(viewer, state, set.read) && !isDeleted(state) ? state : null;
  }

  const seen = (seeing: Seeing, kind: Kind, id: string): Read | null => {
    const state = standing(seeing, kind, id);
    return state && { record: wireOf(state, seeing.set.read), version: versionOf(state) };
  };

  /** Read where a write of this kind rests on them. */
  async function definitionsFor(workspace: string, kind: Kind, body: Body): Promise<Definitions> {
    return kind === "deal" || kind === "customField" || kind === "segment" || Object.hasOwn(body, CUSTOM) ? await definitions(workspace, kind) : NONE;
  }

  async function definitions(workspace: string, kind: Kind): Promise<Definitions> {
    const rows = await store.definitions(workspace, [WORKSPACE_BUCKET]);
    const states = rows.map(({ packed }) => unpack(JSON.parse(packed) as PackedRecord));
    const fields = states.filter((state) => state.kind === "customField");
    const rank = (state: RecordState): number => (valueOf(state, "archived") === true ? 1e9 : Number(valueOf(state, "order") ?? 1e6));
    const stages = states.filter((state) => state.kind === "stage").sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
    return { stages, fields, custom: definedIn(fields, kind) };
  }

  async function submit(by: By & Named, kind: Kind, id: string, decided: Decided | "not-a-member", say: Say): Promise<Result<Written, RestRefusal>> {
    if (decided === "not-a-member") return err({ kind: "not-a-member" });
    if (!decided.ok) return decided;
    const { call, changes } = decided.value;
    let asked: readonly Asked[] = [];
    if (changes.length > 0) {
      const verdict = await door.submit({ workspace: by.workspace, user: by.user, group: derivedId("rest-edit", by.edit), command: call, changes });
      if (!verdict.ok) return err(told(verdict.error, say));
      asked = verdict.value.conflicts.filter(({ result, record }) => result !== "won" && record === id).map(({ field }) => ({ field: say(field) }));
    }
    const read = await over(by, [id], (seeing) => seen(seeing, kind, id));
    return read === "not-a-member" ? err({ kind: "not-a-member" }) : ok({ read, asked });
  }

  return {
    async get(by, kind, id) {
      const read = await over(by, [id], (seeing) => seen(seeing, kind, id));
      if (read === "not-a-member") return err({ kind: "not-a-member" });
      return read ? ok(read) : err({ kind: "not-found" });
    },
    async create(by, kind, body) {
      const defined = await definitionsFor(by.workspace, kind, body);
      const say = sayer(kind, body, defined);
      const id = derivedId("rest-record", by.edit);
      const decided = await over(by, [], ({ context }): Decided => {
        const given = givenOf(kind, body, { ...defined, standing: null });
        if (!given.ok) return err(faulty(given.error));
        const draft = filledIn(kind, given.value, defined, context);
        if (!draft.ok) return err(faulty(draft.error));
        return named("create", decide({ name: "create", args: { kind, ...draft.value, id } }, context), say);
      });
      return await submit(by, kind, id, decided, say);
    },
    async change(by, kind, id, body, versions) {
      const defined = await definitionsFor(by.workspace, kind, body);
      const say = sayer(kind, body, defined);
      const decided = await over(by, [id], (seeing): Decided => {
        const state = standing(seeing, kind, id);
        if (!state) return err({ kind: "not-found" });
        if (versions !== null && !versions.includes(versionOf(state))) return err({ kind: "changed-meanwhile" });
        const given = givenOf(kind, body, { ...defined, standing: state });
        if (!given.ok) return err(faulty(given.error));
        const wrong = kind === "customField" ? definitionWrong(given.value.values, defined.fields, state) : null;
        if (wrong) return err(faulty(wrong));
        const args = { id, values: withStage(state, given.value.values, defined.stages, seeing.context), ...setChanges(state, given.value.sets) };
        const decision = decide({ name: "edit", args }, seeing.context);
        // What stands already is what was asked for.
        if (!decision.ok && decision.error.reason === NOTHING_CHANGED) return ok({ call: "edit", changes: [] });
        return named("edit", decision, say);
      });
      return await submit(by, kind, id, decided, say);
    },
    async assign(by, kind, id, to) {
      const say = sayer(kind, { ownerId: to });
      const decided = await over(by, [id], (seeing): Decided => {
        if (!standing(seeing, kind, id)) return err({ kind: "not-found" });
        const decision = decide({ name: "assign", args: { id, to } }, seeing.context);
        return decision.ok && Object.keys(decision.value[0]?.set ?? {}).length === 0 ? ok({ call: "assign", changes: [] }) : named("assign", decision, say);
      });
      return await submit(by, kind, id, decided, say);
    },
    async remove(by, kind, id) {
      const say = sayer(kind, {});
      const decided = await over(by, [id], (seeing): Decided => {
        const state = standing(seeing, kind, id);
        if (!state) return err({ kind: "not-found" });
        if (kind !== "member") return named("remove", decide({ name: "remove", args: { id } }, seeing.context), say);
        if (valueOf(state, "active") === false) return ok({ call: "edit", changes: [] });
        return named("edit", decide({ name: "edit", args: { id, values: { active: false } } }, seeing.context), say);
      });
      const written = await submit(by, kind, id, decided, say);
      return written.ok ? ok(null) : written;
    },
    custom: async (workspace, kind) => (await definitions(workspace, kind)).custom,
  };
}

const NOTHING_CHANGED: EditReason = "nothing-changed";

const faulty = (fault: WireFault): RestRefusal => ({ kind: "invalid", ...fault });

/** The name on the wire of a field, as the author of this body called it. */
type Say = (field: string) => string;
const sayer = (kind: Kind, body: Body, { custom }: Definitions = NONE): Say => (field) => wireName(kind, field, body, custom);

const named = (call: Call["name"], decision: Decision, say: Say): Decided =>
  decision.ok ? ok({ call, changes: decision.value }) : err(told(decision.error, say));

/** The door's word, as programs are told it. */
function told({ code, field, message, reason, values }: Refusal, say: Say): RestRefusal {
  const why: Why = { message, ...(reason !== undefined && { reason }), ...(values !== undefined && { values }) };
  const called = field === undefined ? undefined : say(field);
  if (code === "deactivated") return { kind: "not-a-member" };
  if (code === "not-allowed") return { kind: "not-allowed", ...why, ...(called !== undefined && { field: called }) };
  if ((code === "not-found" || code === "erased") && called === undefined) return { kind: "not-found" };
  return { kind: "invalid", field: called ?? "", ...why };
}

/** What a new record gets where its author says nothing of it, as in the app. */
function filledIn(kind: Kind, { values, sets }: Given, { stages, fields }: Definitions, { now }: Context): Result<Given, WireFault> {
  if (kind === "customField") {
    const others = fields.filter((state) => textOf(state, "of") === values["of"]).map((state) => Number(valueOf(state, "order") ?? 0));
    values["order"] ??= Math.max(-1, ...others) + 1;
    const wrong = definitionWrong(values, fields, null);
    if (wrong) return err(wrong);
  }
  if (kind === "activity" && values["at"] === undefined) values["at"] = now;
  if (kind !== "deal") return ok({ values, sets });
  const stage = stages.find(({ id }) => id === values["stage"]) ?? stages[0];
  if (!stage) return err({ field: "stage", message: "This workspace has no stages yet." });
  values["stage"] = stage.id;
  values["probability"] ??= valueOf(stage, "probability");
  values["openedOn"] ??= dayOf(now);
  return ok({ values, sets });
}

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** What goes with a deal's new stage: its probability, and the day on which it is closed. */
function withStage(state: RecordState, values: Given["values"], stages: readonly RecordState[], context: Context): Given["values"] {
  const to = values["stage"];
  if (state.kind !== "deal" || typeof to !== "string" || to === textOf(state, "stage")) return values;
  const moved = decide({ name: "moveStage", args: { id: state.id, stage: to } }, context);
  const probability = moved.ok ? moved.value[0]?.set?.["probability"]?.value : undefined;
  const stage = stages.find(({ id }) => id === to);
  const closes = stage !== undefined && textOf(stage, "outcome") !== "open";
  return { ...(probability !== undefined && { probability }), ...(closes && { closeDate: dayOf(context.now) }), ...values };
}

/** From the whole of a set to what is added and what is taken out. */
function setChanges(state: RecordState, sets: Given["sets"]): { readonly add: Record<string, readonly string[]>; readonly remove: Record<string, readonly string[]> } {
  const add: Record<string, readonly string[]> = {};
  const remove: Record<string, readonly string[]> = {};
  for (const [name, elements] of Object.entries(sets)) {
    const stands = elementsOf(state, name);
    const [more, less] = [elements.filter((element) => !stands.includes(element)), stands.filter((element) => !elements.includes(element))];
    if (more.length > 0) add[name] = more;
    if (less.length > 0) remove[name] = less;
  }
  return { add, remove };
}
