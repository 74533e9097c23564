// What the person is told of sync, from what is so: never more hopeful than the disk and the connection are.
import type { ByeCode } from "@outrider/shared/protocol";
import type { SessionState } from "@outrider/shared/sync";
import type { EnginePhase, Status } from "./api.ts";

export interface StatusParts {
  readonly session: SessionState;
  readonly signedOut: boolean;
  readonly putOff: boolean;
  readonly trouble: "full" | "broken" | null;
  readonly pending: number;
  readonly refused: number;
  readonly proposals: number;
  readonly lastSynced: number | null;
  readonly complete: boolean;
  readonly part: number | null;
  readonly lostLocalData: boolean;
}

const GOODBYES = {
  "update-needed": "update-needed", "server-too-old": "offline", revoked: "signed-out", replaced: "offline", "signed-out": "signed-out",
  deactivated: "signed-out", "bad-message": "needs-attention", busy: "offline",
} satisfies Record<ByeCode, EnginePhase>;

const TROUBLES = {
  full: "The storage of this device is full. What is saved is kept; new edits and new data cannot be stored until there is room.",
  broken: "This device could not write to its storage. Trying again.",
};

/** Shorter catch-ups are over before anybody reads of them. */
const WORTH_SHOWING = 200;

function phaseOf({ session, signedOut, trouble, refused }: StatusParts): EnginePhase {
  if (session.bye) {
    const phase = GOODBYES[session.bye.code];
    if (session.phase === "stopped" || session.phase === "waiting") return phase;
  }
  if (signedOut) return "signed-out";
  if (trouble) return "needs-attention";
  switch (session.phase) {
    case "stopped":
    case "waiting":
      return "offline";
    case "connecting":
    case "greeting":
      return session.attempt > 0 ? "offline" : "connecting";
    case "catching-up":
      return "catching-up";
    case "live":
      return refused > 0 ? "needs-attention" : "synced";
  }
}

export function statusOf(parts: StatusParts): Status {
  const { session, trouble, pending, refused, proposals, lastSynced, complete, part, lostLocalData, putOff } = parts;
  const showing = session.phase === "catching-up" && session.total >= WORTH_SHOWING;
  return {
    phase: phaseOf(parts), pending, refused, proposals, lastSynced, complete, part, lostLocalData, putOff,
    progress: showing ? { have: Math.min(session.have, session.total), total: session.total } : null,
    trouble: trouble && TROUBLES[trouble],
    message: session.bye?.message ?? null,
  };
}
