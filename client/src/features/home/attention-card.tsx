// Back from where there was no network: what waits to be decided and what gave way meanwhile, in one place.
import { Link } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import { useUser } from "../../app/app-context.tsx";
import { concernWords } from "../../app/concern-words.ts";
import { words } from "../../app/conflict-texts.ts";
import { useCustomDefinitions } from "../../app/custom-fields.ts";
import { fieldLabel } from "../../app/field-label.ts";
import { leadingProposals } from "../../app/leading-proposals.ts";
import { showField } from "../../app/show-value.ts";
import { useConcerns, useProposals } from "../../read/index.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";

const SHOWN = 3;

export const AttentionCard = () => {
  const user = useUser();
  // By what they are called now.
  useCustomDefinitions();
  const { concerns = [], titles = {} } = useConcerns() ?? {};
  const proposals = leadingProposals(useProposals() ?? [], ({ record }) => record.kind);
  const lines = [
    ...proposals.map((proposal) => {
      const value = (of: typeof proposal.proposed): string => showField(proposal.record.kind, proposal.field, of, proposal.titles) || words.nothing;
      return { key: proposal.id, title: proposal.record.title, said: words.home.decide(fieldLabel(proposal.record.kind, proposal.field), value(proposal.proposed), value(proposal.standing)) };
    }),
    ...concerns.map((concern) => ({ key: concern.key, title: concern.record.title, said: concernWords(concern, titles, user?.id) })),
  ];
  if (lines.length === 0) return null;
  return (
    <Panel title={words.home.heading} flush actions={<Link to="/sync" className={buttonClass("secondary", "small")}>{lines.length > SHOWN ? words.home.all(lines.length) : words.home.look}</Link>}>
      <ul>
        {lines.slice(0, SHOWN).map(({ key, title, said }) => (
          <li key={key} className="flex items-start gap-3 border-b border-line px-4 py-2 last:border-b-0">
            <GitCompareArrows aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn-ink" />
            <span className="min-w-0 flex-1 text-body">
              <span className="block truncate font-medium text-ink">{title}</span>
              <span className="figures line-clamp-2 wrap-break-word text-small text-ink-muted">{said}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
