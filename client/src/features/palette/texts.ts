// Every word of the palette and of the list of shortcuts.
import { catalogue } from "../../app/catalogue.ts";

export const words = catalogue({
  title: "Find or do",
  placeholder: "A name, a number, or what to do",
  groups: { here: "On this record", recent: "Changed last", found: "Found", actions: "Actions" },
  logCall: (title: string) => `Log a call on ${title}`,
  logNote: (title: string) => `Write a note on ${title}`,
  everything: (typed: string) => `All results for “${typed}”`,
  nothing: (typed: string) => `Nothing found for “${typed}”`,
  how: "Arrows choose, Enter opens, Escape closes.",
  shortcuts: {
    title: "Keyboard shortcuts",
    note: "They rest while you type.",
    anywhere: "Anywhere", go: "Go to: g, then", make: "New: n, then", lists: "In lists and on the board",
    palette: "Find or do", search: "To the search box", help: "This list", undo: "Undo the last edit", close: "Close what lies over the page",
    move: "From row to row", open: "Open", lift: "On the board: lift a deal by its grip, and drop it", carry: "Carry a lifted deal to another stage", editCell: "Edit a cell of a table",
    peek: "Look into a row beside its list; Escape closes", choose: "Choose a row of a list", neighbours: "On a record: the next, the previous of its list",
  },
});
