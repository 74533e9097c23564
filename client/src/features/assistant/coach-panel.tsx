// The coach on a deal: what to do next on one that is open, why it was won or lost on one that is closed.
import { type CoachAction, taskOf } from "@outrider/shared/sales";
import { SquareCheck } from "lucide-react";
import { useUser } from "../../app/app-context.tsx";
import { RecordLink } from "../../app/record-link.tsx";
import { usePerform } from "../../app/use-perform.ts";
import { useDeviceModel } from "../../app/use-meant.ts";
import { useStages } from "../../app/use-definitions.ts";
import { useAssistant, type AssistantAnswer, type RecordPage } from "../../read/index.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { Asked, type Answered } from "./asked.tsx";
import { AssistantDetails } from "./assistant-details.tsx";
import { ChanceNote } from "./chance-note.tsx";
import { ClaimList } from "./claim-list.tsx";
import { ConfidenceNote } from "./confidence-note.tsx";
import { DraftLink } from "./draft-link.tsx";
import { FeedbackBar } from "./feedback-bar.tsx";
import { feedbackCall, type Suggestion } from "./feedback.ts";
import { namesIn } from "./names.ts";
import { ModelWords } from "./model-words.tsx";
import { priorityTones } from "./priority-tones.ts";
import { words } from "./texts.ts";
import { useAsOf } from "./use-as-of.ts";
import { type AskedModel, useModelAnswer } from "./use-model-answer.ts";
import { WinLossAnswer } from "./win-loss-answer.tsx";

const said = words.coach;

export const CoachPanel = ({ view }: { readonly view: RecordPage }) => {
  const stages = useStages();
  const outcome = stages.find(({ id }) => id === view.values["stage"])?.outcome ?? "open";
  // Here, and not in what is opened: what was asked stays while the part is shut and opened again.
  const asked = useModelAnswer({ assistant: outcome === "open" ? "coach" : "winLoss", recordId: view.id });
  if (view.deleted) return null;
  return outcome === "open"
    ? <AssistantDetails key="open" title={said.title} hint={said.hint}>{() => <Coach deal={view.id} may={view.may.edit} asked={asked} />}</AssistantDetails>
    : <AssistantDetails key="closed" title={words.winLoss[outcome]} hint={words.winLoss.hint}>{() => <WinLossAnswer deal={view.id} may={view.may.edit} asked={asked} />}</AssistantDetails>;
};

const Coach = ({ deal, may, asked }: { readonly deal: string; readonly may: boolean; readonly asked: AskedModel }) => {
  const asOf = useAsOf();
  const meant = useDeviceModel();
  const answer = useAssistant({ ask: "coach", deal, ...(meant && { meant }), ...asOf }, deal);
  return <Asked answer={answer} kind="coach" model={<ModelWords asked={asked} may={may} />}>{(known) => <Advised answer={known} may={may} />}</Asked>;
};

const Advised = ({ answer, may }: { readonly answer: Answered<"coach">; readonly may: boolean }) => {
  const { deal, actions, chance, similar } = answer.result;
  return (
    <>
      {actions.length === 0 ? <p className="text-body text-ink-muted">{said.none}</p> : (
        <ol aria-label={said.title} className="flex flex-col divide-y divide-line">
          {actions.map((action) => <li key={action.code} className="flex flex-col gap-2 py-3 first:pt-0"><Action action={action} deal={deal} answer={answer} may={may} /></li>)}
        </ol>
      )}
      <ChanceNote chance={chance} />
      {similar.length > 0 && (
        <div>
          <h3 className="text-body font-semibold">{said.similar}</h3>
          <ul className="text-body">
            {similar.map(({ id, similarity }) => <li key={id} className="flex min-h-touch flex-wrap items-center gap-x-2 desk:min-h-6"><RecordLink kind="deal" id={id} title={answer.records[id]?.title ?? words.unknownName} /><span className="figures text-small text-ink-muted">{said.similarOf(100 * similarity)}</span></li>)}
          </ul>
        </div>
      )}
    </>
  );
};

const Action = ({ action, deal, answer, may }: { readonly action: CoachAction; readonly deal: string; readonly answer: AssistantAnswer; readonly may: boolean }) => {
  const perform = usePerform();
  const toast = useToast();
  const me = useUser()?.id ?? "";
  const nameOf = namesIn(answer);
  // Nobody is named who is not here, or has not agreed.
  const person = answer.records[action.person] === undefined ? "" : action.person;
  const title = words.action({ ...action, person }, nameOf);
  const suggestion: Suggestion = { assistant: "coach", root: deal, about: action.objection, code: action.code, confidence: action.confidence };
  const given = answer.feedback[action.code];
  const doIt = async () => {
    const task = taskOf(action, deal, { title, text: said.taskText(action.reasons.map((claim) => words.claim(claim, nameOf))), assignee: me });
    // One doing: its undo takes both back.
    const { reason } = await perform([{ name: "create", args: task }, feedbackCall(suggestion, given, { done: true }, me, Date.now())], said.made);
    if (reason !== undefined) toast({ message: reason, tone: "bad" });
  };
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="text-body font-semibold wrap-anywhere">{title}</span>
        <Badge tone={priorityTones[action.priority]}><span className="sr-only">{said.priorityOf("")}</span>{said.priority[action.priority]}</Badge>
        <span className="text-small text-ink-muted">{said.due(action.due)}</span>
      </p>
      <ClaimList claims={action.reasons} answer={answer} here={deal} />
      <ConfidenceNote confidence={action.confidence} answer={answer} here={deal} />
      <div className="flex flex-wrap items-center gap-2">
        {may && (given?.done === true ? <Badge tone="ok">{said.didIt}</Badge> : <Button icon={SquareCheck} onClick={() => void doIt()}>{said.doIt}</Button>)}
        <DraftLink action={{ ...action, person }} deal={deal} subject={title} />
      </div>
      {may && <FeedbackBar suggestion={suggestion} given={given} />}
    </>
  );
};
