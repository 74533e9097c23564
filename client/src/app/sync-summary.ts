// The few figures the shell shows of sync, and where they come from. Invariant: `read` gives the same object until
// something changed. Does not know the engine.
import type { SyncState } from "../ui/sync-dot.tsx";

export type SyncSummary = {
  readonly state: SyncState;
  /** Changes saved here and not yet on the server. */
  readonly pending: number;
  /** Refused changes and proposals that wait for the person. */
  readonly attention: number;
};

export type SyncSummarySource = {
  readonly read: () => SyncSummary;
  readonly subscribe: (onChange: () => void) => () => void;
};
