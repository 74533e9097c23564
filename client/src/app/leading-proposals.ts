// Proposals to be shown: those that another one settles with it (a stage's reason and probability, proposed by the same
// edit) are left to that one.
import type { ProposalView } from "@outrider/shared/projection";
import { fieldOf, type Kind } from "@outrider/shared/schema";

export function leadingProposals<P extends ProposalView>(proposals: readonly P[], kindOf: (proposal: P) => Kind): readonly P[] {
  const leads = (one: P, other: P, field: string): boolean => other.about === one.about && other.field === field && other.author === one.author && other.at === one.at;
  return proposals.filter((one) => {
    const follows = fieldOf(kindOf(one), one.field)?.follows ?? null;
    return follows === null || !proposals.some((other) => leads(one, other, follows));
  });
}
