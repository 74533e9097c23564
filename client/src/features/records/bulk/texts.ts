// Every word of doing something to many records of a list.
import { catalogue } from "../../../app/catalogue.ts";
import { format } from "../../../app/format.ts";
import { counted, type Forms } from "../../../app/plural.ts";
import type { PageKind } from "../../../app/record-route.ts";

const n = format.number;
const nouns: Readonly<Record<PageKind, Forms>> = { deal: { one: "deal", other: "deals" }, lead: { one: "lead", other: "leads" }, contact: { one: "contact", other: "contacts" }, company: { one: "company", other: "companies" } };

export const bulkWords = catalogue({
  region: "What is chosen",
  chosen: (count: number) => `${n(count)} chosen`,
  all: (kind: PageKind, count: number) => `All ${counted(count, nouns[kind])}`,
  clear: "Choose none",
  stage: "Move to stage",
  edit: "Edit field",
  assign: "Give to",
  assignTitle: "Give to",
  tag: "Tags",
  delete: "Delete",
  title: { stage: (what: string) => `Move ${what} to a stage`, edit: (what: string) => `Edit ${what}`, tag: (what: string) => `Tags of ${what}`, delete: (what: string) => `Delete ${what}`, assign: (what: string) => `Give ${what} to somebody` },
  what: (kind: PageKind, count: number) => counted(count, nouns[kind]),
  hint: "It can be taken back with one undo.",
  toStage: "Stage",
  stageOf: (name: string, pipeline: string) => (pipeline === "" ? name : `${name} (${pipeline})`),
  deleteHint: "They go to the bin and can be restored from there.",
  field: "Field",
  value: (label: string) => label,
  empty: "Empty the field",
  choosePlace: "Choose",
  apply: "Change",
  tagHint: "Several are divided by commas.",
  tagWhich: "What to do",
  tagAdd: "Add",
  tagRemove: "Take away",
  tags: "Tags",
  needsTags: "Type a tag.",
  running: "Changing",
  progress: (done: number, of: number) => `${n(done)} of ${n(of)}`,
  stop: "Stop",
  stopped: "Stopped; what was changed before stays and can be undone.",
  done: (kind: PageKind, count: number) => `${counted(count, nouns[kind])} changed`,
  deleted: (kind: PageKind, count: number) => `${counted(count, nouns[kind])} moved to the bin`,
  nothing: "Nothing had to be changed",
  refused: (kind: PageKind, count: number) => `${counted(count, nouns[kind])} could not be changed`,
  more: (count: number) => `and ${n(count)} more`,
  close: "Close",
});
