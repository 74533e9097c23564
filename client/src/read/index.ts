export type { EnginePhase, Group, OpenProposal, PendingEdit, Query, RecordPage, RefusedEdit, Status, Total } from "../engine/api.ts";
export { useLiveQuery } from "./use-live-query.ts";
export { useRecord } from "./use-record.ts";
export { usePending, useProposals, useRefused, useStatus } from "./use-sync.ts";
