export { type Condition, CREATED_BY, allHold, valuesAt } from "./condition.ts";
export { derivedAt, type Touched, touchedAt } from "./derived.ts";
export { isDerived, isPath } from "./derived-names.ts";
export { foundBy, foundByAny, haystackOf, searchWords } from "./haystack.ts";
export { askedWords, nameFound, nameOf, openMark, UNDONE } from "./held-elsewhere.ts";
export { type FieldView, type ProposalView, recordViewOf, type RecordView, type Surroundings, type TimelineItem, type Written } from "./record-view.ts";
export { type Keeps, type Pending, type Row, rowOf } from "./row.ts";
export { compareKeys, type Sort, type SortKey, sortKeyOf } from "./sort-key.ts";
export { titleOf } from "./title.ts";
