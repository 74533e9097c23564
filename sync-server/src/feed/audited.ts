// Refusals of the rooms into the audit log. Invariant: who is refused in a flood fills no log: one line a moment each.
import type { Audit } from "../auth/audit.ts";
import type { SessionDeps } from "./feed-session-port.ts";

const MOMENT_MS = 5_000;
const MOST_KEPT = 10_000;

export function auditRefusals(audit: Audit, now: () => number, failed: (error: unknown) => void): NonNullable<SessionDeps["audit"]> {
  const noted = new Map<string, number>();
  return (event, { user, workspace, session }, detail) => {
    const key = `${event} ${session} ${detail["why"] ?? ""}`;
    if (now() - (noted.get(key) ?? -MOMENT_MS) < MOMENT_MS) return;
    if (noted.size >= MOST_KEPT) noted.clear();
    noted.set(key, now());
    audit({ event, address: "", userId: user, workspaceId: workspace, detail }).catch(failed);
  };
}
