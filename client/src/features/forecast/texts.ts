// Every word of the forecast.
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const n = format.number;

export const words = catalogue({
  title: "Forecast",
  detail: "Open deals by the month in which they are to close, each weighted by its probability.",
  pipeline: "Pipeline",
  allPipelines: "All pipelines",
  weighted: "Weighted",
  total: "Total",
  won: "Won",
  wonThisMonth: "Won this month",
  openTotal: "Open in total",
  deals: (count: number) => counted(count, { one: "deal", other: "deals" }),
  sum: (sums: readonly string[]) => sums.join(" + "),
  lacks: (rates: string) => `Sums stay in their own currencies: ${rates}.`,
  nothing: "–",
  month: "Month",
  late: "Past its month",
  now: "This month",
  undated: "No close date",
  more: (count: number) => `${n(count)} more in the list`,
  months: "Months",
  empty: "Nothing to forecast yet",
  emptyDetail: "Open deals stand here by their close date.",
  noneMine: "Nothing open for this choice",
  noneMineDetail: "Choose somebody else, or a wider filter.",
  showAll: "Show all",
  newDeal: "New deal",
  noDeals: "No open deals",
});
