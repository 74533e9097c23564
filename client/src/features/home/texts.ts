// Every word of the home page.
import type { NextReason } from "@outrider/shared/analytics";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const n = format.number;

export const words = catalogue({
  title: "Home",
  tasks: "Your tasks", tasksNone: "Nothing is due within a week. A task with a day stands here and in your agenda.",
  overdue: (day: string) => `Overdue: ${day}`, dueToday: "Due today", dueOn: (day: string) => `Due ${day}`,
  done: "Task done",
  next: "Next", nextNone: "Nothing is waiting. A good moment to call somebody.",
  why: {
    "task-overdue": (days: string) => `This task is ${days} late`,
    "deal-slipped": (days: string) => `Was to close ${days} ago, and is still open`,
    "task-today": () => "Due today",
    "deal-closing": (days: string) => `Closes in ${days}, and nothing is planned`,
    "deal-unplanned": () => "Nothing is planned for this deal",
    "deal-stagnant": (days: string) => `Has stood still for ${days}`,
  } satisfies Record<NextReason, (days: string) => string>,
  closesTodayUnplanned: "Closes today, and nothing is planned",
  days: (count: number) => counted(count, { one: "day", other: "days" }),
  figures: "Your figures", pipeline: "Open pipeline", due: "Due today", deals: (count: number) => counted(count, { one: "deal", other: "deals" }), overdueCount: (count: number) => `${n(count)} overdue`, nothing: "–",
  sum: (sums: readonly string[]) => sums.join(" + "), toDashboard: "Dashboard", goals: "Your goals",
  closing: "Closing soon", closingNone: "None of your deals is to close within two weeks. Give a deal a close date and it stands here in time.",
  late: (day: string) => `Was to close ${day}`, closesToday: "Closes today", closes: (day: string) => `Closes ${day}`,
  stagnant: "Standing still", stagnantNone: "Every one of your open deals has moved lately.",
  recent: "Changed last", recentNone: "Nothing is here yet.",
  more: (count: number) => `${n(count)} more`,
  agenda: "Open agenda",
  tour: {
    title: "Getting started", skip: "Do not show this again", next: "Next", finish: "Done",
    at: (step: number, of: number) => `${n(step)} of ${n(of)}`,
    steps: [
      { title: "Your days", detail: "What is due, whom you meet and when deals are to close stands in the agenda, day by day. One tap moves a task to tomorrow; a link shows it all in your own calendar.", action: "Open the agenda" },
      { title: "After a call: four taps", detail: "On a deal: Log a call, how it went, the next stage, Save. It is kept on this device at once, with no network too, and sent when there is one.", action: "Go to deals" },
      { title: "Bring what you have", detail: "CSV files of other CRMs and the address book of your phone as vCard: you see what will happen before it does, and can take it back.", action: "Import" },
    ],
  },
  welcome: "Welcome to Outrider",
  welcomeDetail: "Make your first deal, or bring what you have from another tool. Everything works without a network.",
  newDeal: "New deal", import: "Import",
});
