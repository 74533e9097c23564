import { expect, it } from "vitest";
import type { ProposalView } from "@outrider/shared/projection";
import { leadingProposals } from "./leading-proposals.ts";

const proposal = (field: string, part: Partial<ProposalView> = {}): ProposalView => ({ id: field, about: "d", field, proposed: 1, standing: 2, author: "ada", at: 5, ...part });

it("S3 what is settled with a stage is not asked by itself; what stands alone is", () => {
  const of = (...all: readonly ProposalView[]) => leadingProposals(all, () => "deal").map(({ id }) => id);
  expect(of(proposal("reason"), proposal("stage"), proposal("probability"), proposal("value"))).toEqual(["stage", "value"]);
  expect(of(proposal("reason"))).toEqual(["reason"]);
  expect(of(proposal("reason", { author: "max" }), proposal("stage"))).toEqual(["reason", "stage"]);
  expect(of(proposal("reason", { about: "e" }), proposal("stage"))).toEqual(["reason", "stage"]);
});
