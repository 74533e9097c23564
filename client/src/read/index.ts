export type { Beyond, Concern, EnginePhase, FileView, Group, Grouping, OpenProposal, PastAnswer, PendingEdit, Query, QueryAnswer, RecordPage, RefusedEdit, ShownEntry, Status, Total } from "../engine/api.ts";
export type { Beyond, Concern, EnginePhase, Group, Grouping, OpenProposal, PastAnswer, PendingEdit, Query, QueryAnswer, RecordPage, RefusedEdit, ShownEntry, Status, Total, TwinPair } from "../engine/api.ts";
export { askOnce } from "./ask-once.ts";
export { useFiles, useOwedFiles } from "./use-files.ts";
export { useLiveQuery } from "./use-live-query.ts";
export { usePast } from "./use-past.ts";
export { useRecord } from "./use-record.ts";
export { useConcerns, usePending, useProposals, useRefused, useStatus } from "./use-sync.ts";
export { useAlike, useTwins } from "./use-twins.ts";
