// Settling a proposal: taking the proposed value, or leaving what stands. Either side may.
import { notFound, refusal } from "@outrider/shared/access";
import { err, ok } from "@outrider/shared/kernel";
import { textOf, valueOf } from "@outrider/shared/records";
import { changeOf, type Command } from "./command.ts";

export const settle: Command<{ readonly id: string; readonly accept: boolean }> = ({ id, accept }, { read }) => {
  const proposal = read(id);
  if (!proposal || proposal.kind !== "proposal") return err(notFound());
  if (textOf(proposal, "status") !== "open") return err(refusal("bad-change", "This has been settled already."));
  const status = changeOf(proposal, { status: accept ? "accepted" : "dismissed" });
  if (!accept) return ok([status]);
  const about = read(textOf(proposal, "about"));
  if (!about) return err(notFound());
  const taken = changeOf(about, { [textOf(proposal, "field")]: valueOf(proposal, "proposed") });
  return ok(Object.keys(taken.set ?? {}).length > 0 ? [taken, status] : [status]);
};
