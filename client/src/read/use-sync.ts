// What there is to know of sync: the status, and the lists that a person looks through.
import { statusBefore } from "../act/index.ts";
import type { Status } from "../engine/api.ts";
import type { Concerns, DoneEdit, OpenProposal, PendingEdit, RefusedEdit } from "../engine/api-edits.ts";
import { useWatch } from "./use-watch.ts";

const STARTING = statusBefore("starting");

export const useStatus = (): Status => useWatch("status", "null", "") ?? STARTING;
/** Undefined until the engine has said. Newest first. */
export const usePending = (): readonly PendingEdit[] | undefined => useWatch("pending", "null", "");
export const useRefused = (): readonly RefusedEdit[] | undefined => useWatch("refused", "null", "");
/** Oldest first. */
export const useProposals = (): readonly OpenProposal[] | undefined => useWatch("proposals", "null", "");
/** What gave way lately and concerns this person; undefined until the engine has said. */
export const useConcerns = (): Concerns | undefined => useWatch("concerns", "null", "");
/** The newest so many of what was done on this device, newest first; undefined until the engine has said. */
export const useDone = (most: number): readonly DoneEdit[] | undefined => useWatch("done", String(most), "");
