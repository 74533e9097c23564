// Owns docs/performance.md: how the kept figures are drawn as a page. Pure: the same figures, the same page.
import { table } from "./evaluation/report.ts";
import { elsewhere, judge } from "./goals.ts";
import { metrics } from "./metric.ts";
import { type Recorded, rowsOf, type Section } from "./recorded.ts";
import { figure } from "./report.ts";
import { suiteNamed, type SuiteName, suiteNames } from "./suites.ts";

const INTRO = `# How fast it is

What \`npm run bench\` measured, drawn from [performance.json](performance.json): nobody types a figure here, and
\`bench/page.test.ts\` says when page and figures differ. \`npm run bench\` runs everything, \`npm run bench -- NAME\` one
section and leaves the others as they are, \`--quick\` runs it small and keeps nothing. Figures of a machine that does
something else besides are shown and not kept (but of \`size\` and \`stale\`, which count and time nothing), so each
section has the day, the machine and the command of its own.
A ratio says how many times better ours is than the other, whichever way the figure points.`;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const drawn = (header: readonly string[], rows: readonly (readonly string[])[]): string => table(header, rows.map((row) => row.map(cell))).join("\n");

function goalsOf(recorded: Recorded): string {
  const rows = judge(suiteNames.flatMap((name) => {
    const section = recorded[name];
    return section === undefined ? [] : rowsOf(section);
  })).map(({ rule, goal, suite, of, figure: value, verdict, unit }) => {
    const why = recorded[suite] === undefined ? "not measured: the section has no figures yet" : verdict;
    return [rule, goal, of, value === undefined ? "–" : `${figure(value)} ${unit}`, verdict === "missed" ? "**missed**" : verdict === "not measured" ? why : verdict, `[${suite}](#${suite})`];
  });
  return drawn(["rule", "goal", "of", "figure", "", "section"], rows);
}

function sectionOf(name: SuiteName, section: Section | undefined): string {
  const { title, minutes, beside } = suiteNamed(name);
  const heading = `## ${name}\n\n${title}.`;
  if (section === undefined) return `${heading}\n\nNot measured yet: \`npm run bench -- ${name}\`, about ${minutes} minutes.`;
  const { machine, others, versions } = section;
  const where = [
    `\`${section.command}\` on ${section.date}, ${Math.round(section.minutes)} minutes. ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, ${machine.browser}, ${machine.postgres};`,
    `fdatasync of 4 kB ${machine.syncMs} ms; ${machine.pinned ? "servers on one core, what loads them on the other" : "nothing pinned to cores"}; others took ${others.map((cores) => cores.toFixed(2)).join(" and ")} of a core before and after.`,
  ].join("\n");
  const what = beside.map((peer) => `- **${peer.name}**: ${peer.setup}${versions[peer.name] === undefined ? "" : ` (${versions[peer.name]})`}`).join("\n");
  const rows = rowsOf(section).map((row) => [
    [metrics[row.metric].text, row.of].filter((part) => part !== undefined).join(", "), row.peer, row.value === undefined ? "–" : figure(row.value), metrics[row.metric].unit, row.worst === undefined ? "" : figure(row.worst), String(row.runs), row.ratio === undefined ? "" : `${figure(row.ratio)}×`, row.note ?? "",
  ]);
  return [heading, where, ...(what === "" ? [] : [what]), drawn(["what", "of", "figure", "unit", "worst", "runs", "ours is better", "note"], rows)].join("\n\n");
}

export const drawPage = (recorded: Recorded): string =>
  `${[
    INTRO,
    `## Goals\n\n${goalsOf(recorded)}`,
    `## What no bench measures\n\n${drawn(["rule", "goal", "why"], elsewhere.map(({ rule, text, why }) => [rule, text, `not measured: ${why}`]))}`,
    ...suiteNames.map((name) => sectionOf(name, recorded[name])),
  ].join("\n\n")}\n`;
