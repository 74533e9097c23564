/**
 * The four assistants over HTTP: coach, persona, objections, wins and losses. From evidence always, in a model's words where the
 * workspace has one, has agreed, and it answers in time; which it was is said. Parse, ask whether they may, call, answer.
 */
import { dayAfter, type Why } from "@outrider/shared/kernel";
import type { ConsentGap } from "@outrider/shared/sales";
import { Hono } from "hono";
import { problemWhy } from "@outrider/shared/protocol";
import type { Told } from "../assistant/assistant.ts";
import type { Brief, Statement } from "../assistant/brief.ts";
import { nameWordsOf } from "../assistant/names-in-text.ts";
import { coachBrief, objectionBrief, personaBrief, personalIn, reportBrief, winLossBrief } from "../assistant/briefs.ts";
import { handledOf, personaWire, ragContextOf, suggestionsOf, winLossWire } from "../assistant/evidence-wire.ts";
import { modelSuggestions } from "../assistant/model-suggestions.ts";
import type { AssistantRoom } from "../assistant/open-assistant.ts";
import { TOPIC_REASONS, topicFault } from "../assistant/topic.ts";
import type { Clock } from "../platform/clock.ts";
import { type Answered, type AnswerFault, type Answers, isFault, type Question } from "../rest/answers.ts";
import type { By } from "../rest/rest-records.ts";
import { answer } from "./answer.ts";
import { answerOperations, type HandleBody, type StreamBody } from "./answer-operations.ts";
import { streamed } from "./assistant-routes.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type Asked, type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";

export interface AnswerRoutesDeps { readonly assistant: AssistantRoom; readonly answers: Answers; readonly clock: Clock }

interface Range { readonly from: string; readonly to: string }
const USUAL_DAYS = 365;

const GAPS: Readonly<Record<ConsentGap["who"], Why>> = { workspace: problemWhy("workspace-not-agreed"), contact: problemWhy("contact-not-agreed") };

function briefOf({ found, book, nameOf, people, names }: Answered, question: Question): Brief {
  const rest = { personal: { ...personalIn(people), nameWords: nameWordsOf(names()) } };
  switch (found.of) {
    case "coach":
      return coachBrief(book, found.answer, nameOf, rest);
    case "winLoss":
      return winLossBrief(book, found.answer, nameOf, rest);
    case "persona":
      return personaBrief(found.answer, nameOf, rest);
    case "objection":
      return objectionBrief(book, found.answer, question.of === "objection" ? question : { text: "", deal: "" }, nameOf, rest);
  }
}

const said = (statements: readonly Statement[], ...parts: readonly Statement["part"][]) => statements.filter(({ part }) => parts.includes(part)).map(({ part, text, angle, evidence, unproven }) => ({ part, text, angle, evidence, unproven }));

/** What is told of the evidence, with a model's words in their place where there are some. */
function dataOf({ found, book, nameOf }: Answered, statements: readonly Statement[]): unknown {
  switch (found.of) {
    case "coach": {
      const suggestions = suggestionsOf(found.answer, nameOf);
      const better = modelSuggestions(statements, suggestions);
      return { suggestions: better.length > 0 ? better : suggestions, ragContext: ragContextOf(found.answer, book) };
    }
    case "persona":
      return { ...personaWire(found.answer, nameOf), modelAdvice: said(statements, "advice") };
    case "winLoss":
      return { ...winLossWire(found.answer, nameOf), modelFindings: said(statements, "finding", "next") };
    case "objection": {
      const handled = handledOf(found.answer, nameOf);
      const [acknowledge, advance] = [said(statements, "acknowledge")[0]?.text, said(statements, "advance")[0]?.text];
      const address = said(statements, "address").map(({ angle, text, evidence }) => ({ angle: angle ?? "logical", text, evidence }));
      if (acknowledge === undefined || advance === undefined || address.length === 0) return handled;
      return { ...handled, acknowledge, address, advance, response: [acknowledge, ...address.map(({ text }) => text), advance].join("\n\n") };
    }
  }
}

export const answerRoutes = ({ assistant: room, answers, clock }: AnswerRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();

  /** `named`: which part of what was sent names the record; null: the path does. */
  const refused = (c: Ctx, fault: AnswerFault, named: string | null): Response => {
    if (fault.kind === "no-access") return problem(c, "no-access");
    if (fault.kind === "off") return problem(c, "assistant-off", { why: GAPS[fault.gap.who] });
    return named !== null ? problem(c, "invalid-fields", { errors: [{ field: named, ...problemWhy("no-such-record-named") }] }) : problem(c, "not-found");
  };

  /** Nobody where the model's own book has nothing of it: a contact that agreed to being looked at here alone. */
  async function ask(c: Ctx, by: By, question: Question, heard?: (statement: Statement) => void): Promise<Told> {
    if (!(await room.settings.of(by.workspace))) return { by: "nobody", why: "no-model" };
    const fault = question.of === "objection" ? topicFault(question.text) : null;
    if (fault !== null) return { by: "nobody", why: fault };
    const outside = await answers.answer(by, question, "anywhere");
    if (isFault(outside)) return { by: "nobody", why: "consent", ...(outside.kind === "off" && { gap: outside.gap }) };
    return await sent(c, by, briefOf(outside, question), question, heard);
  }

  async function sent(c: Ctx, by: By, brief: Brief, question: Question | null, heard?: (statement: Statement) => void): Promise<Told> {
    return brief.exhibits.length === 0 ? { by: "nobody", why: "no-evidence" } : await room.assistant.ask({ ...by, address: c.var.address, brief, consent: () => answers.gapOf(by, question) }, heard);
  }

  async function askReport(c: Ctx, by: By, range: Range, heard?: (statement: Statement) => void): Promise<Told> {
    if (!(await room.settings.of(by.workspace))) return { by: "nobody", why: "no-model" };
    const outside = await answers.report(by, range, "anywhere");
    if (isFault(outside)) return { by: "nobody", why: "consent", ...(outside.kind === "off" && { gap: outside.gap }) };
    const { report, nameOf, people, names } = outside;
    return await sent(c, by, reportBrief(report, nameOf, { personal: { ...personalIn(people), nameWords: nameWordsOf(names()) } }), null, heard);
  }

  async function reported(c: Ctx, by: By, { from, to }: Pick<StreamBody, "from" | "to">): Promise<Response> {
    const last = to ?? new Date(clock.now()).toISOString().slice(0, 10);
    const range = { from: from ?? dayAfter(last, -USUAL_DAYS), to: last };
    if (range.from > range.to) return problem(c, "invalid-fields", { errors: [{ field: "from", ...problemWhy("days-turned") }] });
    const here = await answers.report(by, range, "here");
    return isFault(here) ? refused(c, here, null) : streamed(c, (heard) => askReport(c, by, range, heard));
  }

  async function told(c: Ctx, by: By, question: Question, wanted: boolean, named: string | null = null): Promise<Response> {
    const fault = question.of === "objection" ? topicFault(question.text) : null;
    if (fault !== null) return problem(c, "off-topic", { why: TOPIC_REASONS[fault], errors: [{ field: "objectionText", ...TOPIC_REASONS[fault] }] });
    const answered = await answers.answer(by, question, "here");
    if (isFault(answered)) return refused(c, answered, named);
    const model: Told = wanted ? await ask(c, by, question) : { by: "nobody", why: "no-model" };
    const statements = model.by === "model" ? model.statements : [];
    return answer(c, dataOf(answered, statements), { madeBy: model.by === "model" ? model.model : "evidence", ...(model.by === "model" ? { cached: model.cached } : wanted && { why: model.why }) });
  }

  const on = (operation: Operation, work: (c: Ctx, by: By, asked: Asked) => Promise<Response>): void =>
    serve(app, operation, mayAsk(operation), async (c, asked) => {
      const by = placeOf(c, asked);
      return by === null ? problem(c, "no-access") : await work(c, by, asked);
    });
  const wants = ({ query }: Asked): boolean => query["model"] !== "false";

  on(answerOperations.coach, (c, by, asked) => told(c, by, { of: "coach", deal: asked.params["id"] ?? "" }, wants(asked)));
  on(answerOperations.winLoss, (c, by, asked) => told(c, by, { of: "winLoss", deal: asked.params["id"] ?? "" }, wants(asked)));
  on(answerOperations.persona, (c, by, asked) => told(c, by, { of: "persona", contact: asked.params["id"] ?? "" }, wants(asked)));
  on(answerOperations.handle, (c, by, asked) => {
    const { objectionText, dealId, category, severity } = asked.body as HandleBody;
    return told(c, by, { of: "objection", text: objectionText, deal: dealId ?? "", category, severity }, wants(asked), "dealId");
  });
  on(answerOperations.team, async (c, by) => {
    const told = await answers.team(by);
    return "kind" in told ? refused(c, told, null) : answer(c, told);
  });
  on(answerOperations.stream, async (c, by, asked) => {
    const { assistant, recordId = "", objectionText, ...range } = asked.body as StreamBody;
    if (assistant === "report") return await reported(c, by, range);
    const question: Question = assistant === "persona" ? { of: assistant, contact: recordId } : assistant === "objection" ? { of: assistant, text: objectionText, deal: recordId } : { of: assistant, deal: recordId };
    const answered = await answers.answer(by, question, "here");
    return isFault(answered) ? refused(c, answered, "recordId") : streamed(c, (heard) => ask(c, by, question, heard));
  });
  return app;
};
