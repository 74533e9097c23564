// Moving a deal through its pipeline. The pipeline follows from the stage; the probability too, until somebody sets it.
import { notFound, type Refusal, refusal } from "@outrider/shared/access";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { editWhy } from "@outrider/shared/schema";
import { changeOf, type Command, type Context, type Values } from "./command.ts";

interface Found { readonly deal: RecordState; readonly stage: RecordState }

function find(id: string, stageId: string, { read }: Context): Result<Found, Refusal> {
  const [deal, stage] = [read(id), read(stageId)];
  if (!deal || deal.kind !== "deal") return err(notFound());
  if (!stage || stage.kind !== "stage") return err(notFound(undefined, "stage"));
  return ok({ deal, stage });
}

/** The probability that goes with a stage, unless the deal carries one that is not its present stage's. */
function probability({ deal, stage }: Found, { read }: Context): Values {
  const present = read(textOf(deal, "stage"));
  const own = valueOf(deal, "probability");
  const untouched = own === null || (present !== undefined && own === valueOf(present, "probability"));
  return untouched || textOf(stage, "outcome") !== "open" ? { probability: valueOf(stage, "probability") } : {};
}

/** Moves a deal to a stage. */
export const moveStage: Command<{ readonly id: string; readonly stage: string }> = (args, context) => {
  const found = find(args.id, args.stage, context);
  return found.ok ? ok([changeOf(found.value.deal, { stage: args.stage, ...probability(found.value, context) })]) : found;
};

export interface CloseArgs { readonly id: string; readonly stage: string; readonly reason: string; readonly closeDate: string }

/** Closes a deal as won or lost, by the outcome of the stage, with the reason and the day. */
export const close: Command<CloseArgs> = (args, context) => {
  const found = find(args.id, args.stage, context);
  if (!found.ok) return found;
  if (textOf(found.value.stage, "outcome") === "open") return err(refusal("bad-value", editWhy("stage-closes-nothing"), undefined, "stage"));
  const values = { stage: args.stage, reason: args.reason === "" ? null : args.reason, closeDate: args.closeDate };
  return ok([changeOf(found.value.deal, { ...values, ...probability(found.value, context) })]);
};
