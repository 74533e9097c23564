export { notFound, refusal, type Refusal, type RefusalCode } from "./reason.ts";
export { type Role, type Viewer, viewerOf } from "./viewer.ts";
export { type Relation, relationTo, rootOf } from "./relation.ts";
export { maySee } from "./may-see.ts";
export { type Action, mayChange } from "./may-change.ts";
export { type Bucket, bucketsFollowed, bucketsOf, ORPHANS_BUCKET, privateBucket, WORKSPACE_BUCKET } from "./buckets.ts";
export { checkGroup } from "./check-change.ts";
export { rejoin } from "./rejoin.ts";
export { type Conflict, type Door, judge, type Judgement, proposalId } from "./judge.ts";
