export type { EnginePhase, OpenProposal, PendingEdit, Query, RecordName, RecordPage, RefusedEdit, Status } from "../engine/api.ts";
export { type LiveRows, useLiveQuery } from "./use-live-query.ts";
export { type LiveRecord, useRecord } from "./use-record.ts";
export { usePending, useProposals, useRefused, useStatus } from "./use-sync.ts";
