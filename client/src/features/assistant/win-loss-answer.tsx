// Why one deal was won or lost, beside its industry and the workspace.
import { useAssistant } from "../../read/index.ts";
import { Asked, type Answered } from "./asked.tsx";
import { ClaimList, Sources } from "./claim-list.tsx";
import { ConfidenceNote } from "./confidence-note.tsx";
import { FeedbackBar } from "./feedback-bar.tsx";
import { ModelWords } from "./model-words.tsx";
import { words } from "./texts.ts";
import { useAsOf } from "./use-as-of.ts";
import type { AskedModel } from "./use-model-answer.ts";

const said = words.winLoss;
const PARTS = ["reason", "timeline", "objections", "people", "competition"] as const;

export const WinLossAnswer = ({ deal, may, asked }: { readonly deal: string; readonly may: boolean; readonly asked: AskedModel }) => {
  const asOf = useAsOf();
  const answer = useAssistant({ ask: "winLoss", deal, ...asOf }, deal);
  return <Asked answer={answer} kind="winLoss" model={<ModelWords asked={asked} may={may} />}>{(known) => <Explained answer={known} may={may} />}</Asked>;
};

const Explained = ({ answer, may }: { readonly answer: Answered<"winLoss">; readonly may: boolean }) => {
  const { deal, outcome, lessons, confidence, kind } = answer.result;
  const parts = PARTS.filter((part) => answer.result[part].length > 0);
  if (outcome === "open" || parts.length === 0) return <p className="text-body text-ink-muted">{said.nothing}</p>;
  return (
    <>
      {lessons.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-body font-semibold">{said.lessons[outcome]}</h3>
          <ul className="flex flex-col gap-1">
            {lessons.map(({ code, claims }) => <li key={code} className="text-body">{words.lesson(code)}<Sources evidence={[...new Set(claims.flatMap(({ evidence }) => evidence))]} answer={answer} here={deal} /></li>)}
          </ul>
        </section>
      )}
      {parts.map((part) => (
        <section key={part} className="flex flex-col gap-1">
          <h3 className="text-body font-semibold">{said.parts[part]}</h3>
          <ClaimList claims={answer.result[part]} answer={answer} here={deal} />
        </section>
      ))}
      <ConfidenceNote confidence={confidence} answer={answer} here={deal} />
      {may && <FeedbackBar suggestion={{ assistant: kind, root: deal, about: "", code: kind, confidence }} given={answer.feedback[kind]} />}
    </>
  );
};
