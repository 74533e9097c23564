// What a model is given to look at for each of the four: the same evidence that the answer without it rests on, in words, and
// what was written on the record. Pure. Everything in it is of what the asker sees and who agreed.
import { actionInEnglish, answerInEnglish, type Claim, claimInEnglish, type CoachAnswer, lessonInEnglish, type NameOf, type ObjectionAnswer, type Persona, personaAdviceInEnglish, type SalesBook, type WinLoss, type WinLossReport } from "@outrider/shared/sales";
import { elementsOf, type RecordState, textOf } from "@outrider/shared/records";
import type { Brief, Exhibit, Personal } from "./brief.ts";

const MOST_WRITTEN = 6;

const because = (claims: readonly Claim[], nameOf: NameOf): string => claims.map((claim) => claimInEnglish(claim, nameOf)).join(" ");
const recordsOf = (claims: readonly Claim[]): readonly string[] => [...new Set(claims.flatMap(({ evidence }) => evidence))];
const exhibit = (title: string, claims: readonly Claim[], nameOf: NameOf, before = ""): readonly Exhibit[] =>
  claims.length === 0 ? [] : [{ title, text: `${before}${because(claims, nameOf)}`, records: recordsOf(claims) }];

function dealExhibits(book: SalesBook, id: string, nameOf: NameOf): readonly Exhibit[] {
  const deal = book.deal(id);
  if (!deal) return [];
  const { title, amount, currency, stage, closeDate, competitors, products } = deal;
  const facts = [`Stage: ${nameOf(stage)}.`, amount > 0 ? `Value: ${amount} ${currency}.` : "", closeDate === "" ? "" : `Close date: ${closeDate}.`, `Industry: ${book.industryOf(deal) || "not known"}.`, competitors.length > 0 ? `Competitors: ${competitors.join(", ")}.` : "", products.length > 0 ? `Products: ${products.join(", ")}.` : ""];
  const objections = book.objectionsOn(id).slice(-MOST_WRITTEN).map((one): Exhibit => ({ title: `Objection (${one.category || "unsorted"}, ${one.status})`, text: `${one.text}${one.response === "" ? "" : `\nAnswered: ${one.response}`}`, records: [one.id] }));
  const activities = book.activitiesOn(id).filter(({ text, outcome }) => `${text}${outcome}`.trim() !== "").slice(-MOST_WRITTEN).map((one): Exhibit => ({ title: `${one.type} ${one.direction}`, text: `${one.text}\n${one.outcome}`, records: [one.id] }));
  return [{ title: `D, the deal: ${title}`, text: facts.filter((fact) => fact !== "").join(" "), records: [id] }, ...objections, ...activities];
}

/** What fields say of people, to be hidden where a workspace wants it. */
export function personalIn(people: Iterable<RecordState>): Personal {
  const [names, emails, phones, addresses]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const person of people) {
    if (person.kind !== "company") names.push(textOf(person, "name"));
    emails.push(...elementsOf(person, "emails"), textOf(person, "email"));
    phones.push(...elementsOf(person, "phones"), textOf(person, "phone"));
    addresses.push(textOf(person, "address"));
  }
  const given = (values: readonly string[]): readonly string[] => [...new Set(values)].filter((value) => value !== "");
  return { names: given(names), emails: given(emails), phones: given(phones), addresses: given(addresses) };
}

type Rest = Pick<Brief, "personal">;

export const coachBrief = (book: SalesBook, answer: CoachAnswer, nameOf: NameOf, rest: Rest): Brief => ({
  ...rest, purpose: "coach", about: answer.deal, typed: "",
  exhibits: [
    ...dealExhibits(book, answer.deal, nameOf),
    ...answer.actions.flatMap((action) => exhibit(`What the rules advise (${action.priority})`, action.reasons, nameOf, `${actionInEnglish(action, nameOf)}. `)),
    ...answer.similar.flatMap(({ id, similarity }): Exhibit[] => {
      const deal = book.deal(id);
      return deal ? [{ title: "A similar deal that was won", text: `${Math.round(similarity * 100)} % alike. Industry: ${book.industryOf(deal) || "not known"}. Value: ${deal.amount} ${deal.currency}. ${deal.reason}`, records: [id] }] : [];
    }),
  ],
});

export const personaBrief = (persona: Persona, nameOf: NameOf, rest: Rest): Brief => {
  const traits = { Formality: persona.formality, "Answers within hours": persona.answerHours, Channel: persona.channel, "Decision style": persona.style, Decides: persona.decides, "Objects to": persona.objects, Engagement: persona.engagement, "Buying signals, of 100": persona.buying };
  return {
    ...rest, purpose: "persona", about: persona.contact, typed: "",
    exhibits: [
      ...Object.entries(traits).flatMap(([title, { value, claims }]) => (value === null ? [] : exhibit(title, claims, nameOf, `${String(value)}. `))),
      ...persona.advice.flatMap(({ code, claims }) => exhibit("What the rules advise", claims, nameOf, `${personaAdviceInEnglish(code)} `)),
    ],
  };
};

export function objectionBrief(book: SalesBook, answer: ObjectionAnswer, asked: { readonly text: string; readonly deal: string }, nameOf: NameOf, rest: Rest): Brief {
  const { acknowledge, address, question } = answerInEnglish(answer);
  const past = answer.past.map(({ objection, said, response, resolved }): Exhibit => ({ title: `An objection like it, ${resolved ? "resolved" : "not resolved"}`, text: `${said}\nAnswered: ${response}`, records: [objection] }));
  const rules: readonly Exhibit[] = asked.deal === "" ? [] : [{ title: `What the rules answer (${answer.category})`, text: [acknowledge, ...address.map(({ text }) => text), question].join(" "), records: [asked.deal] }];
  return { ...rest, purpose: "objection", about: asked.deal === "" ? null : asked.deal, typed: asked.text, exhibits: [...(asked.deal === "" ? [] : dealExhibits(book, asked.deal, nameOf)), ...rules, ...past, ...exhibit("What is known", answer.claims, nameOf)] };
}

export const winLossBrief = (book: SalesBook, found: WinLoss, nameOf: NameOf, rest: Rest): Brief => ({
  ...rest, purpose: "winLoss", about: found.deal, typed: "",
  exhibits: [
    ...dealExhibits(book, found.deal, nameOf),
    ...exhibit(`Outcome: ${found.outcome}`, found.reason, nameOf), ...exhibit("Time it took", found.timeline, nameOf), ...exhibit("Objections", found.objections, nameOf), ...exhibit("People", found.people, nameOf), ...exhibit("Competition", found.competition, nameOf),
    ...found.lessons.flatMap(({ code, claims }) => exhibit("What the rules advise", claims, nameOf, `${lessonInEnglish(code)} `)),
  ],
});

/** Of a report that knows too little there is nothing to look at. */
export const reportBrief = ({ known, overall, byIndustry, byObjection, byCompetitor, reasonsWon, reasonsLost, lostIn }: WinLossReport, nameOf: NameOf, rest: Rest): Brief => ({
  ...rest, purpose: "report", about: null, typed: "", strict: true,
  exhibits: !known ? [] : [
    ...exhibit("All closed deals", overall, nameOf), ...exhibit("By industry", byIndustry, nameOf), ...exhibit("By objection", byObjection, nameOf), ...exhibit("Against competitors", byCompetitor, nameOf),
    ...exhibit("Reasons of won deals", reasonsWon, nameOf), ...exhibit("Reasons of lost deals", reasonsLost, nameOf), ...exhibit("Stages in which deals were lost", lostIn, nameOf),
  ],
});
