// The assistant's answers from evidence as programs read them, in plain English, each statement with the records it rests on.
// Pure: the answers are made by the same code as on a device.
import { actionInEnglish, answerInEnglish, type Claim, claimInEnglish, type CoachAnswer, lessonInEnglish, type NameOf, type ObjectionAnswer, type Persona, personaAdviceInEnglish, type SalesBook, type WinLoss } from "@outrider/shared/sales";

export interface Said { readonly text: string; readonly evidence: readonly string[] }
export interface Suggestion {
  /** Names the advice: what feedback is given on. */
  readonly id: string;
  readonly action: string;
  readonly priority: "high" | "medium" | "low";
  readonly confidence: number;
  readonly reasoning: string;
  readonly evidence: readonly string[];
  /** A day. */
  readonly due: string | null;
}

export const saidOf = (claims: readonly Claim[], nameOf: NameOf): Said[] => claims.map((claim) => ({ text: claimInEnglish(claim, nameOf), evidence: claim.evidence }));
const joined = (said: readonly Said[]): string => said.map(({ text }) => text).join(" ");
const evidenceIn = (said: readonly Said[]): readonly string[] => [...new Set(said.flatMap(({ evidence }) => evidence))];

export const suggestionsOf = ({ actions }: CoachAnswer, nameOf: NameOf): Suggestion[] =>
  actions.map((action) => {
    const reasons = saidOf(action.reasons, nameOf);
    return { id: action.code, action: actionInEnglish(action, nameOf), priority: action.priority, confidence: action.confidence.value, reasoning: joined(reasons), evidence: evidenceIn(reasons), due: action.due };
  });

export const ragContextOf = ({ similar }: CoachAnswer, book: SalesBook) =>
  similar.flatMap(({ id, similarity }) => {
    const deal = book.deal(id);
    return deal ? [{ dealId: id, similarity, industry: book.industryOf(deal), outcome: book.outcomeOf(deal), value: deal.amount, currency: deal.currency }] : [];
  });

export const handledOf = (answer: ObjectionAnswer, nameOf: NameOf) => {
  const { acknowledge, address, question } = answerInEnglish(answer);
  const reasons = saidOf(answer.claims, nameOf);
  const addressed = address.map(({ angle, text }, at) => ({ angle: angle === "socialProof" ? "social-proof" : angle, text, evidence: evidenceOfAngle(answer, at) }));
  return {
    category: answer.category, alsoPossible: answer.also, tone: answer.tone, acknowledge, address: addressed, advance: question, response: [acknowledge, ...addressed.map(({ text }) => text), question].join("\n\n"),
    confidence: answer.confidence.value, reasoning: joined(reasons), evidence: evidenceIn(reasons),
    pastResponses: answer.past.map(({ objection, deal, response, resolved, won, closeness }) => ({ objectionId: objection, dealId: deal, response, resolved, won, closeness })),
  };
};
function evidenceOfAngle({ angles }: ObjectionAnswer, at: number): readonly string[] {
  const past = angles[at]?.past;
  return past ? [past.objection] : [];
}

export const personaWire = (persona: Persona, nameOf: NameOf) => {
  const trait = <V>({ value, confidence, claims }: { readonly value: V | null; readonly confidence: number; readonly claims: readonly Claim[] }) => ({ value, confidence, because: saidOf(claims, nameOf) });
  return {
    contactId: persona.contact, interactions: persona.basis, known: persona.known,
    communication: { style: trait(persona.formality), responseHours: trait(persona.answerHours), channel: trait(persona.channel) }, decision: { style: trait(persona.style), circle: trait(persona.decides) },
    objectionPattern: trait(persona.objects), engagement: trait(persona.engagement), buyingSignals: trait(persona.buying), archetypes: persona.archetypes,
    advice: persona.advice.map(({ code, claims }) => ({ id: code, text: personaAdviceInEnglish(code), evidence: evidenceIn(saidOf(claims, nameOf)) })),
  };
};

export const winLossWire = (found: WinLoss, nameOf: NameOf) => {
  const said = (claims: readonly Claim[]): Said[] => saidOf(claims, nameOf);
  return {
    dealId: found.deal, outcome: found.outcome, timeline: said(found.timeline), objections: said(found.objections), stakeholders: said(found.people), competition: said(found.competition), reason: said(found.reason),
    lessons: found.lessons.map(({ code, claims }) => ({ id: code, text: lessonInEnglish(code), evidence: evidenceIn(said(claims)) })), confidence: found.confidence.value,
  };
};
