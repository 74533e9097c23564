// Every word of the page of one's own edits.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";
import type { DoneEdit } from "../../read/index.ts";

const n = (count: number): string => format.number(count);

export const words = catalogue({
  title: "What I did",
  lead: "Your edits on this device. Each can be taken back as long as nobody has changed it since, with no network too.",
  lastHour: "In the last hour",
  before: "Before", older: "Show older",
  none: "Nothing to take back",
  noneDetail: "What you change on this device is listed here.",
  nothingLately: "Nothing in the last hour.",
  more: (count: number) => `and ${n(count)} more`,
  undo: "Undo",
  undoOf: (title: string) => `Undo: ${title}`,
  undoHour: "Undo the last hour",
  ask: "Undo what you did in the last hour?",
  askDetail: (count: number) => counted(count, { one: "edit is taken back.", other: "edits are taken back, the newest first." }),
  askLeft: (count: number) => counted(count, { one: "was changed since and stays.", other: "were changed since and stay." }),
  doing: "Taking back",
  back: (count: number) => counted(count, { one: "edit taken back", other: "edits taken back" }),
  partly: (titles: string) => `Only in part, because the rest was changed since: ${titles}.`,
  left: (titles: string) => `Left as it is, because it was changed since: ${titles}.`,
  refused: (title: string, reason: string) => `${title}: ${reason}`,
  states: { whole: "", part: "In part", changed: "Changed since", undone: "Undone" } satisfies Record<DoneEdit["state"], string>,
  commands: {
    create: "New", edit: "Changed", assign: "Given to somebody", reassign: "Given to somebody", share: "Sharing changed", moveStage: "Stage moved", close: "Closed", convert: "Converted", merge: "Merged",
    remove: "Deleted", restore: "Restored", settle: "Decided", logActivity: "Logged", several: "Changed",
  } as Readonly<Record<string, string>>,
});
