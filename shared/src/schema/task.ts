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
    /** A rule of iCalendar (RRULE) in days; see the room `icalendar`. */
    repeat: text("Repeats", { max: 500 }),
    /** The day that is its turn in the series, where it was put off. */
    repeatFrom: date("Its turn"),
    /** Whose clocks a reminder keeps: "Europe/Dublin". */
    repeatZone: text("Time zone", { max: 60 }),
    /** Of another program: a calendar's UID. */
    externalId: text("External id"),
    /** The import that made it, by the name under which it can be taken back as a whole. */
    importedWith: text("Import", { max: 300 }),
    text: longText("Details", { searchable: true }),
    ...deletable,
  },
});
