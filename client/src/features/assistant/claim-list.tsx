// Statements, each with the records it rests on, by a tap. What hangs on a record leads to that record.
import type { Claim } from "@outrider/shared/sales";
import { RecordLink } from "../../app/record-link.tsx";
import { hasPage } from "../../app/record-route.ts";
import type { AssistantAnswer, AssistantRecord } from "../../read/index.ts";
import { namesIn } from "./names.ts";
import { words } from "./texts.ts";

type Named = Pick<AssistantAnswer, "records">;

const MOST_LINKS = 12;

/** It says figures of deals of others, none of which may be named. */
const isOfTeam = ({ code }: Claim): boolean => code === "teamRate" || code === "teamStage" || code === "teamObjection";

const Source = ({ record: { id, kind, title, root } }: { readonly record: AssistantRecord }) =>
  hasPage(kind) || root === undefined
    ? <RecordLink kind={kind} id={id} title={title} />
    : <><span className="wrap-anywhere">{title}</span> <RecordLink kind={root.kind} id={root.id} title={words.on(root.title)} /></>;

export const Sources = ({ evidence, answer, here }: { readonly evidence: readonly string[]; readonly answer: Named; /** The record whose page it is. */ readonly here: string }) => {
  const others = evidence.filter((id) => id !== here);
  if (others.length === 0) return <p className="text-small text-ink-muted">{words.restsHere}</p>;
  const known = others.flatMap((id) => answer.records[id] ?? []);
  const shown = known.slice(0, MOST_LINKS);
  return (
    <details className="group">
      <summary className="focus-inset inline-flex min-h-touch list-none items-center rounded-small text-small text-ink-muted underline decoration-dotted underline-offset-4 desk:min-h-6">{words.restsOn(others.length)}</summary>
      <ul className="flex flex-col gap-0.5 border-s border-line ps-3 text-small">
        {shown.map((record) => <li key={record.id} className="flex min-h-touch flex-wrap items-center gap-x-1 desk:min-h-6"><Source record={record} /></li>)}
        {known.length > shown.length && <li className="text-ink-muted">{words.moreRecords(known.length - shown.length)}</li>}
        {known.length < others.length && <li className="text-ink-muted">{words.notHere(others.length - known.length)}</li>}
      </ul>
    </details>
  );
};

export const ClaimList = ({ claims, answer, here }: { readonly claims: readonly Claim[]; readonly answer: Named; readonly here: string }) => {
  const nameOf = namesIn(answer);
  return (
    <ul className="flex flex-col gap-1">
      {claims.map((claim) => (
        <li key={`${claim.code} ${JSON.stringify(claim.values)} ${claim.evidence[0]}`} className="text-body wrap-anywhere">
          {words.claim(claim, nameOf)}
          {isOfTeam(claim) ? <p className="text-small text-ink-muted">{words.restsOnTeam}</p> : <Sources evidence={claim.evidence} answer={answer} here={here} />}
        </li>
      ))}
    </ul>
  );
};
