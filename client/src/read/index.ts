export type { Beyond, EnginePhase, Group, Grouping, OpenProposal, PendingEdit, Query, QueryAnswer, RecordPage, RefusedEdit, Status, Total } from "../engine/api.ts";
export { askOnce } from "./ask-once.ts";
export { useLiveQuery } from "./use-live-query.ts";
export { useRecord } from "./use-record.ts";
export { usePending, useProposals, useRefused, useStatus } from "./use-sync.ts";
