// Every word of the board.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const n = format.number;

export const words = catalogue({
  title: "Board",
  newDeal: "New deal",
  pipeline: "Pipeline",
  sort: "Order of cards",
  sorts: { updatedAt: "Latest change first", value: "Largest first", closeDate: "Closing soonest first" },
  stages: "Stages",
  deals: (count: number) => counted(count, { one: "deal", other: "deals" }),
  count: (count: number) => n(count),
  more: (count: number) => `${n(count)} more in the list`,
  sumOf: (shown: number) => `of the first ${n(shown)}`,
  emptyColumn: "No deals here",
  dropHere: "Drop here",
  empty: "No deals yet",
  emptyDetail: "A deal you make, convert from a lead or import stands here by its stage.",
  noneMine: "Nothing on the board for this choice",
  noneMineDetail: "Choose somebody else, or a wider filter.",
  showAll: "Show all",
  noPipeline: "There is no pipeline yet",
  noPipelineDetail: "It arrives with the first sync.",
  moveTo: "Move to…",
  moveDeal: (title: string) => `Move ${title}`,
  lift: (title: string) => `Lift ${title} to move it with the arrow keys`,
  card: {
    closes: (day: string) => `Closes ${day}`, late: (day: string) => `Was to close ${day}`, owner: (name: string) => `Owner ${name}`, objections: (count: number) => counted(count, { one: "open objection", other: "open objections" }),
  },
  drag: {
    how: "Press Space or Enter to lift the deal, the left and right arrows to choose a stage, Space or Enter to drop it there, Escape to put it back.",
    lifted: (title: string, stage: string) => `${title} is lifted from ${stage}.`,
    over: (title: string, stage: string) => `${title} is over ${stage}.`,
    overNothing: (title: string) => `${title} is over no stage.`,
    dropped: (title: string, stage: string) => `${title} was dropped on ${stage}.`,
    back: (title: string) => `${title} was put back.`,
  },
});
