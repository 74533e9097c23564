// What of an edit is written into the audit log: who may do what, what the workspace has defined, what was deleted or
// shown to others. Only what took effect is told: where a value was merely asked, nothing changed.
import { type Group, type Read, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { Kind } from "@outrider/shared/schema";
import type { AuditDue } from "../auth/audit.ts";

type Told = Pick<AuditDue, "event" | "detail">;

const DEFINITIONS: ReadonlySet<Kind> = new Set<Kind>(["pipeline", "stage", "customField", "team"]);
const SETTINGS: ReadonlySet<Kind> = new Set<Kind>(["settings", "rate"]);
const RIGHTS = ["role", "team", "active"] as const;
/** Ids of an edit of many records that are named one by one. */
const NAMED = 20;

const shown = (state: RecordState | undefined, field: string): string => {
  const value = state ? valueOf(state, field) : null;
  return value === null ? "" : typeof value === "string" ? value.slice(0, 100) : JSON.stringify(value).slice(0, 100);
};

/** `before` reads the records as they stood, `after` those that the edit changed. */
export function auditsOf(group: Group, before: Read, after: Read): readonly Told[] {
  const told: Told[] = [];
  const named = (event: Told["event"], ids: readonly string[], more: Readonly<Record<string, string>> = {}): void => {
    if (ids.length > 0) told.push({ event, detail: { ...more, count: String(ids.length), records: ids.slice(0, NAMED).join(" ") } });
  };
  for (const { id, kind } of group.changes) {
    const [stood, stands] = [before(id), after(id)];
    if (kind !== "member" || !stands) continue;
    const changed = RIGHTS.filter((field) => shown(stood, field) !== shown(stands, field));
    if (!stood) told.push({ event: "member-added", detail: { member: id, role: textOf(stands, "role"), team: textOf(stands, "team") } });
    else if (changed.length > 0) told.push({ event: "member-changed", detail: { member: id, ...Object.fromEntries(changed.map((field) => [field, `${shown(stood, field)} → ${shown(stands, field)}`])) } });
  }
  for (const [event, kinds] of [["definitions-changed", DEFINITIONS], ["settings-changed", SETTINGS]] as const) {
    const own = group.changes.filter(({ kind }) => kinds.has(kind));
    const fields = [...new Set(own.flatMap(({ set }) => Object.keys(set ?? {})))];
    named(event, own.map(({ id }) => id), { kinds: kindsOf(own), fields: fields.join(" ") });
  }
  // What one was told oneself is no record of the workspace's.
  const deleted = group.changes.filter(({ id, kind, set }) => kind !== "notification" && typeof set?.["deletedAt"]?.value === "number" && valueOf(after(id) ?? before(id) ?? NOTHING, "deletedAt") !== null);
  named("records-deleted", deleted.map(({ id }) => id), { kinds: kindsOf(deleted) });
  const shared = group.changes.filter(({ add }) => (add?.["sharedWith"]?.length ?? 0) > 0);
  named("records-shared", shared.map(({ id }) => id), { kinds: kindsOf(shared), with: [...new Set(shared.flatMap(({ add }) => add?.["sharedWith"] ?? []))].slice(0, NAMED).join(" ") });
  return told;
}

const NOTHING: RecordState = { id: "", kind: "task", fields: {}, sets: {}, losers: {}, trail: {} };
const kindsOf = (changes: Group["changes"]): string => [...new Set(changes.map(({ kind }) => kind))].join(" ");
