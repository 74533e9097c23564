// Two people wanted different values for a field that asks: both are shown, and either side settles it. Who proposed it
// may always take that back.
import type { ProposalView } from "@outrider/shared/projection";
import type { Kind } from "@outrider/shared/schema";
import { useState } from "react";
import { DiffRow } from "../ui/diff-row.tsx";
import { useToast } from "../ui/toast.tsx";
import { useUser } from "./app-context.tsx";
import { words } from "./conflict-texts.ts";
import { fieldLabel } from "./field-label.ts";
import { format } from "./format.ts";
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
  readonly onSettled?: (() => void) | undefined;
};

export const ProposalCard = ({ kind, proposal, titles, standing, may, onSettled }: ProposalCardProps) => {
  const user = useUser();
  const perform = usePerform();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const now = useNow();
  const label = fieldLabel(kind, proposal.field);
  const mine = proposal.author === user?.id;
  const merges = proposal.field === "mergedInto";
  const value = (of: typeof proposal.proposed): string => showField(kind, proposal.field, of, titles) || (merges ? words.merge.itself : words.nothing);
  const nameOf = (id: string): string => (id === user?.id ? text.record.you : (titles[id] ?? text.record.server));
  const settle = async (accept: boolean) => {
    setBusy(true);
    const done = accept ? words.taken(label) : mine && !may ? words.withdrawn(label) : words.kept(label);
    const { reason } = await perform({ name: "settle", args: { id: proposal.id, accept } }, done);
    setBusy(false);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
    else onSettled?.();
  };
  const standsMine = standing?.by === user?.id;
  const keep = !may ? words.withdraw : standsMine ? words.keepMine : mine ? words.keepTheirs : standing === undefined ? words.keepTheirs : words.keepOf(nameOf(standing.by));
  return (
    <DiffRow
      label={merges ? words.merge.heading : words.heading(label)} detail={may ? (merges ? words.merge.asked : words.asked) : words.ownerDecides} busy={busy}
      stands={{ heading: words.stands, value: value(proposal.standing), by: standing === undefined ? "" : nameOf(standing.by), when: standing === undefined ? "" : format.when(standing.at, now) }}
      other={{ heading: words.proposed, value: value(proposal.proposed), by: nameOf(proposal.author), when: format.when(proposal.at, now) }}
      keep={may || mine ? { label: keep, onDo: () => void settle(false) } : undefined}
      take={may ? { label: mine ? words.takeMine : standsMine ? words.takeTheirs : words.takeOf(nameOf(proposal.author)), onDo: () => void settle(true) } : undefined}
    />
  );
};
