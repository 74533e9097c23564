// Deals of the Maven CRM data set: learned from those closed before a day, tested on those closed later. Beside it the plain
// rate and naive Bayes. The data is no part of the project; where it is absent, so is the figure.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "@outrider/shared/kernel";
import { type Example, learnWinModel, skillOf } from "@outrider/shared/sales";
import { figure, type Section, table } from "./report.ts";
import { auc, bootstrap, brier, calibrationError, meanLogLoss, type Predicted } from "./scores.ts";

const SPLIT = "2017-10-01";

interface Deal extends Example { readonly closed: string }

const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] => {
  const [head = "", ...rows] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return rows.map((row) => Object.fromEntries(row.split(",").map((value, at) => [names[at] ?? "", value.trim()])));
};

const size = (employees: number): string => (employees > 5_000 ? "large" : employees > 1_000 ? "middle" : "small");

function dealsIn(folder: string): readonly Deal[] {
  const accounts = new Map(rowsOf(join(folder, "accounts.csv")).map((row) => [row["account"] ?? "", row]));
  const teams = new Map(rowsOf(join(folder, "sales_teams.csv")).map((row) => [row["sales_agent"] ?? "", row]));
  return rowsOf(join(folder, "sales_pipeline.csv")).filter((row) => row["deal_stage"] === "Won" || row["deal_stage"] === "Lost").map((row) => {
    const account = accounts.get(row["account"] ?? "");
    const team = teams.get(row["sales_agent"] ?? "");
    const product = (row["product"] ?? "").replace("GTXPro", "GTX Pro");
    return {
      id: row["opportunity_id"] ?? "", won: row["deal_stage"] === "Won", closed: row["close_date"] ?? "",
      features: [`agent ${row["sales_agent"]}`, `product ${product}`, `account ${row["account"]}`, `industry ${(account?.["sector"] ?? "").replace("technolgy", "technology")}`, `size ${size(Number(account?.["employees"] ?? 0))}`, `country ${account?.["office_location"]}`, `office ${team?.["regional_office"]}`],
    };
  });
}

/** With one added to each count. */
function naiveBayes(examples: readonly Example[]): (features: readonly string[]) => number {
  const counts = new Map<string, [lost: number, won: number]>();
  const totals: [number, number] = [0, 0];
  for (const { features, won } of examples) {
    totals[won ? 1 : 0] += 1;
    for (const feature of features) {
      const row = counts.get(feature) ?? [0, 0];
      row[won ? 1 : 0] += 1;
      counts.set(feature, row);
    }
  }
  return (features) => {
    const odds = features.reduce((sum, feature) => {
      const [lost, won] = counts.get(feature) ?? [0, 0];
      return sum + Math.log((won + 1) / (totals[1] + 2)) - Math.log((lost + 1) / (totals[0] + 2));
    }, Math.log((totals[1] + 1) / (totals[0] + 1)));
    return 1 / (1 + Math.exp(-odds));
  };
}

/** `shared`: the folder of outside material. */
export function measureMaven(shared: string, seed: string): Section {
  const title = `Chance to win: Maven CRM, learned from deals closed before ${SPLIT}, tested on those after`;
  const folder = join(shared, "data/maven-crm");
  if (!existsSync(folder)) return { title, lines: ["Not measured: the data is not here."] };
  const deals = dealsIn(folder);
  const [train, test] = [deals.filter(({ closed }) => closed < SPLIT), deals.filter(({ closed }) => closed >= SPLIT)];
  const model = learnWinModel(train);
  const bayes = naiveBayes(train);
  const ways: Readonly<Record<string, (features: readonly string[]) => number>> = { "the product's model": model.chance, "naive Bayes": bayes, "the plain rate": () => model.base };
  const rows = Object.entries(ways).map(([name, chance]) => {
    const predicted: readonly Predicted[] = test.map(({ features, won }) => ({ p: chance(features), won }));
    const scores = [meanLogLoss, brier, auc, calibrationError].map((score, at) => figure(bootstrap(predicted, score, createRandom(`${seed}/${name}/${at}`))));
    return [name, ...scores];
  });
  const gains: readonly Predicted[] = test.map(({ features, won }) => ({ p: model.chance(features), won }));
  const gain = bootstrap(gains, (all) => meanLogLoss(all.map(({ won }) => ({ p: model.base, won }))) - meanLogLoss(all), createRandom(`${seed}/gain`));
  const skill = skillOf(train);
  const real = gain.low > 0;
  return {
    title, lines: [
      `${train.length} deals learned from (${(100 * model.base).toFixed(1)} % won), ${test.length} tested (${((100 * test.filter(({ won }) => won).length) / test.length).toFixed(1)} % won).`, "",
      ...table(["way", "log loss", "Brier", "AUC", "calibration error"], rows), "",
      `Gain of the model over the plain rate in log loss: ${figure(gain)}. ${real ? "It holds skill." : "It holds no skill over the plain rate."}`,
      `What the product itself finds on the deals it learns from (five folds): gain ${skill?.gain.toFixed(4)}, standard error ${skill?.error.toFixed(4)}: ${skill?.skilled ? "it shows a chance." : "it says that it knows no more than the plain rate."}`,
    ],
  };
}
