// Settling a proposal: taking the proposed value, or leaving what stands. Either side may. What was proposed by the same
// edit for fields that go with this one (a stage's probability, its reason) is settled with it.
import { mergeEnd, notFound, proposalId, type Refusal, refusal } from "@outrider/shared/access";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { baseOf, type Change, type Read, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { editWhy, entityOf, isKind, type Value } from "@outrider/shared/schema";
import { changeOf, type Command } from "./command.ts";

export const settle: Command<{ readonly id: string; readonly accept: boolean }> = ({ id, accept }, { read }) => {
  const proposal = read(id);
  if (!proposal || proposal.kind !== "proposal") return err(notFound());
  if (textOf(proposal, "status") !== "open") return err(refusal("bad-change", editWhy("settled-already")));
  const together = [proposal, ...following(proposal, read)];
  const settled = together.map((one) => changeOf(one, { status: accept ? "accepted" : "dismissed" }));
  if (!accept) return ok(settled);
  const about = read(textOf(proposal, "about"));
  if (!about) return err(notFound());
  const values = together.map((one): readonly [string, Value] => [textOf(one, "field"), valueOf(one, "proposed")]);
  const taken = changeOf(about, Object.fromEntries(values));
  if (Object.keys(taken.set ?? {}).length === 0) return ok(settled);
  const freed = textOf(proposal, "field") === "mergedInto" ? freeToStand(textOf(proposal, "proposed"), about.id, read) : ok([]);
  return freed.ok ? ok([...freed.value, taken, ...settled]) : freed;
};

/** What has to be taken apart before a record can be merged into one that was merged into it. */
function freeToStand(into: string, id: string, read: Read): Result<readonly Change[], Refusal> {
  const [winner, end] = [read(into), mergeEnd(into, id, read)];
  if (!winner || end === "unseen") return err(refusal("already-merged", editWhy("merged-out-of-sight")));
  return ok(end === "ring" ? [changeOf(winner, { mergedInto: null })] : []);
}

/** Open proposals that the same edit made for fields that follow this one. */
function following(proposal: RecordState, read: Read): readonly RecordState[] {
  const kind = textOf(proposal, "aboutKind");
  if (!isKind(kind)) return [];
  const names = Object.entries(entityOf(kind).fields).filter(([, { follows }]) => follows === textOf(proposal, "field")).map(([name]) => name);
  return names.flatMap((name) => {
    const one = read(proposalId(textOf(proposal, "about"), name, textOf(proposal, "author")));
    return one && textOf(one, "status") === "open" && baseOf(one, "at") === baseOf(proposal, "at") ? [one] : [];
  });
}
