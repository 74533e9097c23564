export type { EnginePhase, OpenProposal, PendingEdit, Query, RecordPage, RefusedEdit, Status } from "../engine/api.ts";
export { useLiveQuery } from "./use-live-query.ts";
export { useRecord } from "./use-record.ts";
export { usePending, useProposals, useRefused, useStatus } from "./use-sync.ts";
