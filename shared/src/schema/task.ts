import { ROOTS } from "./activity.ts";
import { deletable, entity } from "./entity.ts";
import { date, flag, instant, link, longText, text } from "./field.ts";

// A task on a record is seen by who sees the record; a task of its own belongs to its assignee.
export const task = entity({
  kind: "task", label: "Task", plural: "Tasks", belongs: "root", ownerField: "assignee", title: "title",
  fields: {
    title: text("Title", { required: true, searchable: true }),
    root: link("On", ROOTS),
    assignee: link("Assignee", ["member"], { required: true }),
    due: date("Due"),
    remindAt: instant("Reminder"),
    done: flag("Done"),
    text: longText("Details", { searchable: true }),
    ...deletable,
  },
});
