// `npm run evaluate`: how good the assistant's answers are, on the evaluation sets and on real deals, as text. It writes
// nothing. With MODEL_DIR the ranking by meaning is measured too, by the model that lies there.
// `-- --open` leaves the held-out halves out: for work on the code that is measured.
import { parseArgs } from "node:util";
import { measureMaven } from "../bench/evaluation/maven.ts";
import { measurePersonas, wrongPersonas } from "../bench/evaluation/personas.ts";
import { asText } from "../bench/evaluation/report.ts";
import { measureSentences, wrongSentences } from "../bench/evaluation/sentences.ts";
import { measureObjections, measureRetrieval } from "../bench/evaluation/texts.ts";
import { openNodeModel } from "./model/node-model.ts";

const { values } = parseArgs({ options: { open: { type: "boolean", default: false }, wrong: { type: "boolean", default: false } } });
/** The model in MODEL_DIR, as the server runs it. */
const modelHere = process.env["MODEL_DIR"] === undefined ? null : await openNodeModel(process.env["MODEL_DIR"]);
const SEED = "evaluate-1";

console.log(`Seed ${SEED}. Intervals are 95 %: of shares by Wilson, of scores by 500 bootstrap samples.\n`);
console.log(asText([measureObjections(values.open), await measureRetrieval(values.open, modelHere), measurePersonas(values.open), ...measureSentences(values.open), measureMaven(process.env["OUTRIDER_SHARED"] ?? "../shared", SEED)]));
if (values.wrong) console.log([...wrongPersonas(), ...wrongSentences()].join("\n"));
await modelHere?.close();
