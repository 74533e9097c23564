// Two people wanted different values for a field that asks: both are shown, and whoever may set it decides.
import type { ProposalView } from "@outrider/shared/projection";
import type { Kind } from "@outrider/shared/schema";
import { useState } from "react";
import { DiffRow } from "../ui/diff-row.tsx";
import { useToast } from "../ui/toast.tsx";
import { useUser } from "./app-context.tsx";
import { format } from "./format.ts";
import { fieldLabel } from "./field-label.ts";
import { showField } from "./show-value.ts";
import { text } from "./text.ts";
import { useNow } from "./use-now.ts";
import { usePerform } from "./use-perform.ts";

export type ProposalCardProps = {
  readonly kind: Kind;
  readonly proposal: ProposalView;
  readonly titles: Readonly<Record<string, string>>;
  /** Who set what stands, where it is known. */
  readonly standing?: { readonly by: string; readonly at: number } | undefined;
  /** Whether this person may set the field. */
  readonly may: boolean;
};

const words = text.proposal;

export const ProposalCard = ({ kind, proposal, titles, standing, may }: ProposalCardProps) => {
  const user = useUser();
  const perform = usePerform();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const now = useNow();
  const label = fieldLabel(kind, proposal.field);
  const value = (of: typeof proposal.proposed): string => showField(kind, proposal.field, of, titles) || words.nothing;
  const nameOf = (id: string): string => (id === user?.id ? text.record.you : (titles[id] ?? text.record.server));
  const settle = async (accept: boolean) => {
    setBusy(true);
    const { reason } = await perform({ name: "settle", args: { id: proposal.id, accept } }, accept ? words.taken(label) : words.kept(label));
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    setBusy(false);
  };
  const [proposed, stands] = [value(proposal.proposed), value(proposal.standing)];
  return (
    <DiffRow
      label={words.heading(label)}
      theirs={{ value: stands, by: standing === undefined ? "" : nameOf(standing.by), when: standing === undefined ? "" : format.when(standing.at, now) }}
      mine={{ value: proposed, by: nameOf(proposal.author), when: format.when(proposal.at, now) }}
      theirsHeading={words.stands}
      mineHeading={proposal.author === user?.id ? words.yours : words.of(nameOf(proposal.author))}
      useMineLabel={words.take(proposed)}
      keepTheirsLabel={words.keep(stands)}
      onUseMine={may ? () => void settle(true) : undefined}
      onKeepTheirs={may ? () => void settle(false) : undefined}
      busy={busy}
    />
  );
};
