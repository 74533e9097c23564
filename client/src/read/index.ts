export type { Beyond, Concern, DoneEdit, EnginePhase, FileView, Group, Grouping, OpenProposal, PastAnswer, PendingEdit, Query, QueryAnswer, RecordPage, RefusedEdit, ShownEntry, Status, Taken, Total, TwinPair } from "../engine/api.ts";
export { useFiles, useOwedFiles } from "./use-files.ts";
export { useFigures, useGoals } from "./use-figures.ts";
export { askOnce, lastDone } from "./ask-once.ts";
export { useLiveQuery } from "./use-live-query.ts";
export { usePast } from "./use-past.ts";
export { useRecord } from "./use-record.ts";
export { useConcerns, useDone, usePending, useProposals, useRefused, useStatus } from "./use-sync.ts";
export { useAlike, useTwins } from "./use-twins.ts";
