// The audit log as the screen shows it: what the server answers, checked, and what is asked of it. Pure.
import { dayAfter } from "@outrider/shared/kernel";
import { listOf, objectOf, textOf } from "../../app/answer-parts.ts";
import { startOfDay } from "../../app/local-time.ts";

export interface AuditRow {
  readonly id: number;
  /** ms since 1970. */
  readonly at: number;
  readonly event: string;
  readonly name: string | null;
  readonly address: string;
  readonly detail: readonly (readonly [string, string])[];
  readonly erased: boolean;
}
export interface AuditSearch { readonly q: string; readonly event: string; readonly from: string; readonly to: string }
export interface AuditCheck { readonly holds: boolean; readonly rows: number; readonly erased: number; readonly brokenAt: number | null; readonly common: boolean }

export const rowsOf = (answer: unknown): readonly AuditRow[] =>
  listOf(answer).flatMap(({ id, at, event, name, address, detail, erased }): readonly AuditRow[] =>
    typeof id !== "number" ? [] : [{
      id, at: Date.parse(textOf(at)) || 0, event: textOf(event), name: typeof name === "string" ? name : null, address: textOf(address),
      detail: Object.entries(objectOf(detail)).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== ""), erased: erased === true,
    }]);

export function checkOf(answer: unknown): AuditCheck {
  const { holds, rows, erased, fault, common } = objectOf(answer);
  const { ordinal } = objectOf(fault);
  return { holds: holds === true, rows: Number(rows ?? 0), erased: Number(erased ?? 0), brokenAt: typeof ordinal === "number" ? ordinal : null, common: common === true };
}

/** Days are whole days of the person who asks. before: the id of the last row that is shown. */
export function auditQuery(workspace: string, { q, event, from, to }: AuditSearch, before?: number): string {
  const start = (day: string, after = 0): string | undefined =>
    day === "" || Number.isNaN(Date.parse(day)) ? undefined : new Date(startOfDay(dayAfter(day, after))).toISOString();
  const asked = { workspace, q: q.trim() || undefined, event: event || undefined, from: start(from), to: start(to, 1), before: before === undefined ? undefined : String(before) };
  return new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))).toString();
}

/** "member-changed" as words. */
export const eventWords = (event: string): string => `${event.slice(0, 1).toUpperCase()}${event.slice(1).replaceAll("-", " ")}`;

export const EVENTS = [
  "signed-in", "sign-in-refused", "sign-in-throttled", "signed-out", "session-revoked", "device-revoked", "device-unlocked", "member-added", "member-changed",
  "invitation-made", "invitation-withdrawn", "invitation-accepted", "definitions-changed", "settings-changed", "workspace-changed", "profile-changed", "records-deleted",
  "records-shared", "exported", "audit-exported", "audit-erased", "person-exported", "person-erasure-asked", "person-erased", "retention", "assistant-asked", "assistant-model-changed", "hubspot-token-changed", "password-changed", "password-reset", "presence-refused", "typing-refused",
] as const;
