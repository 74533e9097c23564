// What to answer to an objection: acknowledge, address, move on; to be copied, kept on the deal, and judged.
import type { ReactNode } from "react";
import { RecordLink } from "../../app/record-link.tsx";
import { text as common } from "../../app/text.ts";
import { Badge } from "../../ui/badge.tsx";
import type { Answered } from "./asked.tsx";
import { ClaimList } from "./claim-list.tsx";
import { ConfidenceNote } from "./confidence-note.tsx";
import { FeedbackBar } from "./feedback-bar.tsx";
import { mayKeepOn, ResponseActions, type ResponseOn } from "./response-actions.tsx";
import { words } from "./texts.ts";

const said = words.objection;

interface ObjectionAnswerProps {
  readonly answer: Answered<"objection">;
  readonly on: ResponseOn;
}

const Step = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => <section className="flex flex-col gap-1"><h2 className="text-small font-semibold text-ink-muted">{title}</h2>{children}</section>;

export const ObjectionAnswerView = ({ answer, on }: ObjectionAnswerProps) => {
  const { deal, objection } = on;
  const { category, also, tone, angles, claims, confidence } = answer.result;
  const { acknowledge, address, question } = words.answer(answer.result);
  const response = [acknowledge, ...address.map((one) => one.text), question].join("\n\n");
  return (
    <>
      <p className="flex flex-wrap gap-1.5">
        {[category, ...also.filter((one) => one !== category)].map((one, at) => <Badge key={one} tone={at === 0 ? "accent" : "neutral"}>{common.choice(one)}</Badge>)}
        <Badge>{said.tone[tone]}</Badge>
      </p>
      <Step title={said.acknowledge}><p className="text-body">{acknowledge}</p></Step>
      {address.map(({ angle, text: words_ }, at) => {
        const past = angles[at]?.past;
        const home = past && answer.records[past.deal];
        return (
          <Step key={angle} title={said.angles[angle]}>
            <p className="text-body wrap-anywhere whitespace-pre-line">{words_}</p>
            {home && <p className="flex flex-wrap items-center gap-x-1.5 text-small text-ink-muted">{said.fromPast}<RecordLink kind="deal" id={home.id} title={home.title} /></p>}
          </Step>
        );
      })}
      <Step title={said.question}><p className="text-body">{question}</p></Step>
      <ResponseActions on={on} response={response} category={category} main />
      {claims.length > 0 && <Step title={said.why}><ClaimList claims={claims} answer={answer} here="" /></Step>}
      <ConfidenceNote confidence={confidence} answer={answer} here="" />
      {mayKeepOn(deal) && <Step title={said.howWent}><FeedbackBar suggestion={{ assistant: "objection", root: deal.id, about: objection ?? "", code: `objection ${category}`, confidence }} given={answer.feedback[`objection ${category}`]} /></Step>}
    </>
  );
};
