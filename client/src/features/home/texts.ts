// Every word of the home page.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";

const n = format.number;

export const words = catalogue({
  title: "Home",
  tasks: "Your tasks", tasksNone: "Nothing is due within a week.",
  overdue: (day: string) => `Overdue: ${day}`, dueToday: "Due today", due: (day: string) => `Due ${day}`,
  done: "Task done",
  closing: "Closing soon", closingNone: "None of your deals is to close within two weeks.",
  late: (day: string) => `Was to close ${day}`, closesToday: "Closes today", closes: (day: string) => `Closes ${day}`,
  stagnant: "Standing still", stagnantNone: "Every one of your open deals has moved lately.",
  recent: "Changed last", recentNone: "Nothing is here yet.",
  more: (count: number) => `${n(count)} more`,
  welcome: "Welcome to Outrider",
  welcomeDetail: "Make your first deal, or bring what you have from another tool. Everything works without a network.",
  newDeal: "New deal", import: "Import",
});
