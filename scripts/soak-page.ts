// Owns docs/reliability.md: how the kept results of the soak are drawn as a page. Pure: the same results, the same page.
import type { FoundSeed, Outcome, Outcomes } from "./soak-kept.ts";
import { partNamed, type PartName, partNames } from "./soak-parts.ts";

const INTRO = `# How it is tried whether anything is lost

What is promised, how it is tried, and how that went last, drawn from [reliability.json](reliability.json), which
\`npm run soak\` writes: nobody types a result here, and \`tests/reliability.test.ts\` says when page and results differ.
\`npm run soak\` runs everything at full size, which takes a night; \`npm run soak -- --only NAME\` runs one part and leaves
the results of the others as they are. What \`npm test\` runs of each is the same at a small size, at every change. A part
that is run smaller than in full is not kept, unless it is asked for with \`--keep\`; then its size says so. A failed run
is kept too.`;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(" | ")} |`).join("\n");
const amount = (value: number | string): string => (typeof value === "number" ? value.toLocaleString("en") : value);

function sizeOf(name: PartName, outcome: Outcome | undefined): string {
  return Object.entries(partNamed(name).size).map(([variable, [full, of]]) => {
    const ran = outcome?.size[variable] ?? full;
    if (full === "yes") return ran === full ? of : `not ${of}`;
    return `${amount(ran)}${typeof ran === "number" && typeof full === "number" && ran < full ? ` of ${amount(full)}` : ""} ${of}`;
  }).join(", ");
}

const resultOf = (outcome: Outcome | undefined): string => (outcome === undefined ? "not run yet at full size" : outcome.passed ? "passed" : "**failed**");

function ranOf(name: PartName, outcome: Outcome): string {
  const { date, command, minutes, machine, load, tests, said, failures, note } = outcome;
  const lines = [
    `\`${command}\` on ${date}: ${outcome.passed ? "passed" : "**failed**"}, ${sizeOf(name, outcome)}, ${Math.round(minutes)} minutes on ${machine.cores} cores (${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}); load ${load.map((one) => one.toFixed(1)).join(" before and ")} at its end.${note === undefined ? "" : ` ${note}`}`,
    ...(tests === undefined ? [] : [`${tests.passed} tests passed, ${tests.failed} failed, ${tests.skipped} skipped.`]),
    ...(name === "planted" ? [] : said.map((line) => `- ${cell(line)}`)),
    ...failures.map((line) => `- failed: ${cell(line)}`),
  ];
  return `### ${name}\n\n${lines.join("\n")}`;
}

const PLANTED = /^planted (?<bug>\S+): noticed by (?<noticed>\d+) of (?<of>\d+) \((?<by>.*)\)$/;

function plantedTable(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "Not run yet: `npm run soak -- --only planted` counts them. The tests have seeds for each bug and fail where these notice it no more.";
  const rows = outcome.said.flatMap((line) => {
    const { bug = "", noticed = "", of = "", by = "" } = PLANTED.exec(line)?.groups ?? {};
    return bug === "" ? [] : [[`\`${bug}\``, `${noticed} of ${of}`, by === "" ? "a seed of its own in the tests" : by]];
  });
  return table(["planted bug", "noticed by", "what is seen to be broken first"], rows);
}

const seedsTable = (found: readonly FoundSeed[]): string =>
  table(["seed", "what it found", "pinned by"], found.map(({ seed, found: what, beside = [] }) => [String(seed), what, ["shared/simulator/src/pinned-seeds.test.ts", ...beside].map((path) => `\`${path}\``).join(", ")]));

export const drawReliability = (outcomes: Outcomes, found: readonly FoundSeed[]): string =>
  `${[
    INTRO,
    `## What is promised\n\n${table(["part", "rules", "promise", "how it is tried", "full size", "about so many minutes", "last"], partNames.map((name) => {
      const { rules, promise, tried, minutes } = partNamed(name);
      return [name, rules.join(" "), promise, tried, sizeOf(name, undefined), String(minutes), `${resultOf(outcomes[name])}${outcomes[name] === undefined ? "" : `, ${outcomes[name].date}`}`];
    }))}`,
    `## Planted bugs\n\nA run that watches for something is believed when it has noticed a bug that was planted there. Each of these is a switch in the production code.\n\n${plantedTable(outcomes.planted)}`,
    `## Seeds that found something\n\nEach became a test, beside the mended code too where its cause can be told apart by itself.\n\n${seedsTable(found)}`,
    `## How it went\n\n${partNames.flatMap((name) => (outcomes[name] === undefined ? [] : [ranOf(name, outcomes[name])])).join("\n\n") || "No part has been run at full size yet."}`,
  ].join("\n\n")}\n`;
