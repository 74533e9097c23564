// That values of this record wait to be decided, in one line, and on one tap all of them, each with both values.
import { useState } from "react";
import { words } from "../../app/conflict-texts.ts";
import { fieldLabel } from "../../app/field-label.ts";
import { ProposalCard } from "../../app/proposal-card.tsx";
import type { PageKind } from "../../app/record-route.ts";
import { showField } from "../../app/show-value.ts";
import type { RecordPage } from "../../read/index.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

type Proposals = RecordPage["proposals"];
export type ProposalsBannerProps = { readonly view: RecordPage; readonly kind: PageKind; readonly proposals: Proposals; readonly may: (field: string) => boolean };

export const ProposalsBanner = ({ view, kind, proposals, may }: ProposalsBannerProps) => {
  const [open, setOpen] = useState(false);
  const value = (field: string, of: Proposals[number]["proposed"]): string => showField(kind, field, of, view.titles) || words.nothing;
  const cards = proposals.map((proposal) => {
    const now = proposal.about === view.id ? view.fields[proposal.field] : undefined;
    return <ProposalCard key={proposal.id} kind={kind} proposal={proposal} titles={view.titles} standing={now && { by: now.by, at: now.at }} may={may(proposal.field)} onSettled={proposals.length === 1 ? () => setOpen(false) : undefined} />;
  });
  return (
    <>
      <Banner kind="warning" title={words.open(proposals.length)} action={<Button size="small" aria-haspopup="dialog" onClick={() => setOpen(true)}>{words.decide}</Button>}>
        {proposals.map(({ id, field, proposed, standing }) => <span key={id} className="block">{words.home.decide(fieldLabel(kind, field), value(field, proposed), value(field, standing))}</span>)}
      </Banner>
      {open && <Dialog open shape="sheet" title={words.decideTitle} onClose={() => setOpen(false)}><div className="pb-4">{cards}</div></Dialog>}
    </>
  );
};
