// A language model's words beside the answer of this device, which stands whatever comes of them: asked for by a button alone,
// shown as they come, each with the records it rests on, and with what made them.
import { Sparkles, Square } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { ModelStatement } from "../../app/ask-model.ts";
import { whyNoModel } from "../../app/ask-model-texts.ts";
import { type AssistantAnswer, useAssistant } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Sources } from "./claim-list.tsx";
import { FeedbackBar } from "./feedback-bar.tsx";
import { type ModelAnswer, statementsIn } from "./model-answer.ts";
import { priorityTones } from "./priority-tones.ts";
import { words } from "./texts.ts";
import type { AskedModel } from "./use-model-answer.ts";
import { useModelOffer } from "../../app/use-model-offer.ts";

const said = words.model;
const NOT_NAMED = { records: {} };

interface ModelWordsProps {
  readonly asked: AskedModel;
  /** Whether one may judge it: whoever may change the record. */
  readonly may: boolean;
  /** What can be done with a whole answer. */
  readonly actions?: ((statements: readonly ModelStatement[]) => ReactNode) | undefined;
}

const Statement = ({ statement: { part, text, priority, angle, evidence, unproven }, named, here }: { readonly statement: ModelStatement; readonly named: Pick<AssistantAnswer, "records">; readonly here: string }) => {
  const label = said.parts[angle === "" ? part : angle];
  return (
    <li className="flex flex-col gap-0.5 py-1.5">
      {label !== undefined && <p className="text-small font-semibold text-ink-muted">{label}</p>}
      <p className={part === "action" ? "flex flex-wrap items-baseline gap-x-2 gap-y-1 text-body font-semibold" : "text-body"}>
        <span className="min-w-0 wrap-anywhere">{text}</span>
        {priority !== "" && <Badge tone={priorityTones[priority]}><span className="sr-only">{words.coach.priorityOf("")}</span>{words.coach.priority[priority]}</Badge>}
      </p>
      {unproven && <p className="text-small text-warn-ink">{said.unproven}</p>}
      <Sources evidence={evidence} answer={named} here={here} />
    </li>
  );
};

/** The one line on how it stands. */
const standing = (answer: ModelAnswer, model: string): string => {
  switch (answer.is) {
    case "unasked":
      return "";
    case "asking":
      return said.asking(model);
    case "answered":
      return [said.answered(answer.told.model), ...(answer.told.cached ? [said.cached] : []), ...(answer.told.dropped > 0 ? [said.dropped(answer.told.dropped)] : [])].join(" ");
    case "none":
      return answer.why === null ? said.stopped : `${whyNoModel(answer.why)} ${said.stands}`;
  }
};

export const ModelWords = ({ asked: { question, answer, ask, stop }, may, actions }: ModelWordsProps) => {
  const offer = useModelOffer();
  const hint = useId();
  const { assistant, recordId: here = "" } = question;
  // An objection has a page of its own, where a tap leads to the deal too.
  const page = assistant === "objection" ? "" : here;
  const statements = statementsIn(answer);
  const by = answer.is === "answered" ? answer.told.model : "";
  // Another model's answer is another suggestion: what was made of one says nothing of the other.
  const code = `${assistant} by ${by}`;
  const named = useAssistant(statements.length === 0 ? null : { ask: "named", records: [...new Set(statements.flatMap(({ evidence }) => evidence))], root: here, suggestion: code }, here);
  const asking = answer.is === "asking";
  const offered = offer !== undefined && offer.model !== "";
  if (!offered && answer.is === "unasked") return null;
  const line = standing(answer, offer?.model ?? "");
  return (
    <section aria-label={said.title} className="flex flex-col gap-3 border-t border-line pt-3">
      <div aria-live="polite" aria-busy={asking} className="flex flex-col gap-2 empty:hidden">
        {statements.length > 0 && (
          <>
            <h3 className="text-body font-semibold">{said.title}</h3>
            <ul className="flex flex-col">{statements.map((statement, at) => <Statement key={at} statement={statement} named={named ?? NOT_NAMED} here={page} />)}</ul>
          </>
        )}
        {line !== "" && <p className="text-small text-ink-muted wrap-anywhere">{line}</p>}
      </div>
      {answer.is === "answered" && actions?.(statements)}
      {answer.is === "answered" && may && here !== "" && assistant !== "report" && <FeedbackBar suggestion={{ assistant, root: here, about: "", code, madeBy: by }} given={named?.feedback[code]} />}
      {offered && (
        <div className="flex flex-col gap-1">
          <div className="flex flex-wrap items-center gap-2">
            <Button variant="quiet" icon={Sparkles} flush busy={asking} disabled={!offer.online} aria-describedby={hint} onClick={() => void ask()}>{answer.is === "unasked" || asking ? said.ask : said.again}</Button>
            {asking && <Button icon={Square} onClick={stop}>{said.stop}</Button>}
          </div>
          <p id={hint} className="text-small text-ink-muted wrap-anywhere">{offer.online ? said.askHint(offer.model, offer.perDay) : said.offline(offer.model)}</p>
        </div>
      )}
    </section>
  );
};
