// Figures as pictures: columns over time, bars in a table, and what was promised against what came.
import { BarTable } from "../../ui/bar-table.tsx";
import { ColumnChart } from "../../ui/column-chart.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SharePlot } from "../../ui/share-plot.tsx";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"];
const values = [12, 0, 31, 24, 48, 40, 55, 37];
const sayOf = (value: number): string => `€${value}k`;

export const ChartsGallery = () => (
  <>
    <Panel title="Columns over time">
      <ColumnChart label="Won value by month" heads={["Month", "Won value"]} say={sayOf} sayShort={String} points={months.map((label, at) => ({ key: label, label, short: label, value: values[at] ?? 0 }))} />
    </Panel>
    <Panel title="Bars in a table">
      <BarTable label="Leads by status" heads={["Status", "Leads"]} rows={[["New", 40], ["Contacted", 22], ["A status with a name longer than there is room for", 9], ["Lost", 0]].map(([name, value]) => ({ key: String(name), name, value: Number(value), shown: String(value), detail: value === 40 ? "56%" : undefined }))} />
    </Panel>
    <Panel title="Promised and what came">
      <SharePlot
        label="How sure it was against how often it came true" heads={["Promised", "Came true", "Times"]} say={(share) => `${share}%`}
        points={[[25, 20, 12], [45, 52, 40], [65, 60, 24], [90, 84, 6]].map(([promised = 0, came = 0, count = 0]) => ({ key: String(promised), label: `${promised}%`, promised, came, count }))}
      />
    </Panel>
  </>
);
