// How sure an answer is, and by a tap the named parts of it.
import type { Confidence } from "@outrider/shared/sales";
import type { AssistantAnswer } from "../../read/index.ts";
import { Sources } from "./claim-list.tsx";
import { words } from "./texts.ts";

const said = words.confidence;

export const ConfidenceNote = ({ confidence, answer, here }: { readonly confidence: Confidence; readonly answer: Pick<AssistantAnswer, "records">; readonly here: string }) => (
  <details className="group/sure">
    <summary className="focus-inset inline-flex min-h-touch list-none items-center gap-2 rounded-small text-small text-ink-muted desk:min-h-6">
      <span className="figures font-medium text-ink">{said.sure(confidence.value)}</span>
      <span className="underline decoration-dotted underline-offset-4">{said.why}</span>
    </summary>
    <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-s border-line ps-3 text-small">
      {confidence.parts.map(({ name, points, evidence }) => (
        <div key={name} className="contents">
          <dt className="py-0.5">{said.parts[name]}{evidence.length > 0 && <Sources evidence={evidence} answer={answer} here={here} />}</dt>
          <dd className="figures py-0.5 text-end text-ink-muted">{said.points(points)}</dd>
        </div>
      ))}
    </dl>
  </details>
);
