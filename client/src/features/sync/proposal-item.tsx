// One open proposal with the record it is about and who set what stands.
import { maySettle } from "../../app/may-settle.ts";
import { ProposalCard } from "../../app/proposal-card.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { useRecord, type OpenProposal } from "../../read/index.ts";

export const ProposalItem = ({ proposal }: { readonly proposal: OpenProposal }) => {
  const { view } = useRecord(proposal.about);
  const standing = view?.fields[proposal.field];
  const may = view !== null && maySettle(view.may, proposal.record.kind, proposal.field);
  return (
    <li className="border-b border-line pb-2 last:border-b-0 last:pb-0">
      <RecordLink kind={proposal.record.kind} id={proposal.record.id} title={proposal.record.title} />
      <ProposalCard
        kind={proposal.record.kind} proposal={proposal} titles={{ ...view?.titles, ...proposal.titles }} may={may}
        standing={standing === undefined ? undefined : { by: standing.by, at: standing.at }}
      />
    </li>
  );
};
