// The shell's figures of sync, from what the engine says. Invariant: never more hopeful than the engine.
import type { EngineLink } from "../act/index.ts";
import { type Status } from "../read/index.ts";
import type { SyncSummary, SyncSummarySource } from "./sync-summary.ts";

export function summaryOf(status: Status): SyncSummary {
  const { phase, pending, refused, proposals, trouble, lostLocalData } = status;
  const attention = refused + proposals;
  const about = { pending, attention };
  switch (phase) {
    case "starting":
      return { state: "starting", ...about };
    case "elsewhere":
    case "replaced":
    case "needs-attention":
    case "update-needed":
    case "signed-out":
    case "locked":
    case "lease-over":
      return { state: "attention", ...about };
    case "offline":
    case "connecting":
    case "catching-up":
    case "synced":
      if (attention > 0 || trouble !== null || lostLocalData) return { state: "attention", ...about };
      if (phase === "offline") return { state: "offline", ...about };
      if (phase === "connecting") return { state: pending > 0 ? "saved-here" : "starting", ...about };
      return { state: phase === "catching-up" || pending > 0 ? "sending" : "synced", ...about };
  }
}

const STARTING: SyncSummary = { state: "starting", pending: 0, attention: 0 };

/** Watches for as long as the page lives. */
export function createEngineSummary(link: EngineLink): SyncSummarySource {
  let shown = STARTING;
  const listeners = new Set<() => void>();
  link.watch("status", null, (status) => {
    const next = summaryOf(status);
    if (next.state === shown.state && next.pending === shown.pending && next.attention === shown.attention) return;
    shown = next;
    for (const listener of listeners) listener();
  });
  return {
    read: () => shown,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
  };
}
