// The four answers over one person's view: from evidence, and the words that a model is given for the same question. It asks
// no model itself. Invariant: nothing is answered over what was not agreed to.
import { elementsOf, type RecordState, textOf } from "@outrider/shared/records";
import { answerObjection, type AsOf, type Closeness, coachDeal, type ConsentFor, type ConsentGap, type CoachAnswer, explainDeal, isFew, type NameOf, type ObjectionAnswer, type ObjectionCategory, type Persona, personaOf, type SalesBook, type TeamGroup, type WinLoss, type WinLossReport, winLossReport } from "@outrider/shared/sales";
import { embeddedText } from "@outrider/shared/search";
import { type AssistantName, entityOf } from "@outrider/shared/schema";
import type { By } from "./rest-records.ts";
import type { Library, SalesBooks } from "./sales-books.ts";

export type Question =
  | { readonly of: "coach"; readonly deal: string }
  | { readonly of: "winLoss"; readonly deal: string }
  | { readonly of: "persona"; readonly contact: string }
  | { readonly of: "objection"; readonly text: string; readonly deal: string; readonly category?: ObjectionCategory | undefined; readonly severity?: "low" | "medium" | "high" | undefined };

export type Found = { readonly of: "coach"; readonly answer: CoachAnswer } | { readonly of: "winLoss"; readonly answer: WinLoss } | { readonly of: "persona"; readonly answer: Persona } | { readonly of: "objection"; readonly answer: ObjectionAnswer };

export interface Answered {
  readonly found: Found;
  readonly book: SalesBook;
  readonly nameOf: NameOf;
  /** Whose names and numbers may stand in what was written. */
  readonly people: readonly RecordState[];
  /** The names of all contacts that the asker may see, whether they agreed or not: none of them is to leave. */
  readonly names: () => readonly string[];
}
/** Wins and losses of many deals, with what a model is to be given and what is to be hidden of it. */
export interface Reported extends Pick<Answered, "nameOf" | "people" | "names"> { readonly report: WinLossReport }
export type AnswerFault = { readonly kind: "no-access" } | { readonly kind: "not-found" } | { readonly kind: "off"; readonly gap: ConsentGap };

export interface Answers {
  /** `to`: whether it stays here or is to be sent to a model. */
  answer(by: By, question: Question, to: ConsentFor): Promise<Answered | AnswerFault>;
  /** Of the deals that were closed from one day to another, of those this person sees. */
  report(by: By, range: { readonly from: string; readonly to: string }, to: ConsentFor): Promise<Reported | AnswerFault>;
  /** What stands in the way of sending it, as it is now; null: what is asked is about no record. */
  gapOf(by: By, question: Question | null): Promise<ConsentGap | null>;
  /** Closed deals that this person does not see, as figures of five and more. */
  team(by: By): Promise<readonly TeamGroup[] | AnswerFault>;
}

export const isFault = (answered: Answered | Reported | AnswerFault): answered is AnswerFault => "kind" in answered;

const kindOf: Readonly<Record<AssistantName, "deal" | "contact">> = { coach: "deal", winLoss: "deal", objection: "deal", persona: "contact" };

/** What this person may see of a collection that is close in meaning to a text, best first; none where no model can be asked. */
export type CloseTo = (by: By, text: string, options: { readonly count: number; readonly collection: "deals" | "responses" }) => Promise<{ readonly model: string | null; readonly found: readonly { readonly id: string; readonly score: number }[] }>;

interface AnswersDeps {
  readonly books: SalesBooks;
  readonly now: () => number;
  readonly closeTo?: CloseTo;
  /** ms */
  readonly after?: (ms: number) => Promise<void>;
}

/** Nobody waits longer for texts to be compared by meaning: words rank them as well. */
const PATIENCE_MS = 1_000;
const LOOKED_AT = 50;
/** Less is chance, as on a device. */
const LEAST_CLOSE = 0.35;

export function createAnswers({ books, now, closeTo, after = (ms) => new Promise((done) => void setTimeout(done, ms).unref()) }: AnswersDeps): Answers {
  const aboutOf = (question: Question): string => (question.of === "persona" ? question.contact : question.deal);

  function contactOf(question: Question | null, { read }: Library): RecordState | null {
    return question?.of === "persona" ? (read(question.contact) ?? null) : null;
  }

  async function closeness(by: By, library: Library, question: Question): Promise<{ readonly closeness?: Closeness }> {
    if (closeTo === undefined || (question.of !== "coach" && question.of !== "objection")) return {};
    const deal = question.of === "coach" ? library.read(question.deal) : undefined;
    const text = question.of === "coach" ? (deal ? embeddedText(deal) : "") : question.text;
    if (text === "") return {};
    const asked = closeTo(by, text, { count: LOOKED_AT, collection: question.of === "coach" ? "deals" : "responses" }).catch(() => null);
    const told = await Promise.race([asked, after(PATIENCE_MS).then(() => null)]);
    if (!told || told.model === null) return {};
    return { closeness: new Map(told.found.filter(({ id, score }) => id !== deal?.id && score >= LEAST_CLOSE).map(({ id, score }) => [id, score])) };
  }

  const asOfNow = (): AsOf => {
    const at = now();
    return { now: at, today: new Date(at).toISOString().slice(0, 10) };
  };

  /** Nobody is named who has not agreed. */
  const namerOf = (library: Library, to: ConsentFor): NameOf => (named) => {
    const state = library.read(named);
    return !state || (state.kind === "contact" && library.gap(state, to) !== null) ? "" : textOf(state, entityOf(state.kind).title);
  };

  /** What is found with the figures of others, where one's own deals are too few to advise from. */
  async function besideOthers(by: By, library: Library, question: Question, found: Found | null, { near, to }: { readonly near: { readonly closeness?: Closeness }; readonly to: ConsentFor }): Promise<Found | null> {
    if (found?.of !== "coach" || found.answer.status === "closed" || !isFew(found.answer.similar)) return found;
    const team = await books.team(by, asOfNow(), to);
    return team === null || "who" in team || team.length === 0 ? found : find(library, question, { ...near, team });
  }

  function find({ book, past }: Library, question: Question, near: { readonly closeness?: Closeness; readonly team?: readonly TeamGroup[] }): Found | null {
    const asOf = asOfNow();
    switch (question.of) {
      case "coach": {
        const answer = coachDeal(book, question.deal, asOf, { past, ...near });
        return answer && { of: "coach", answer };
      }
      case "winLoss": {
        const answer = explainDeal(book, question.deal, asOf);
        return answer && { of: "winLoss", answer };
      }
      case "persona": {
        const answer = personaOf(book, question.contact, asOf);
        return answer && { of: "persona", answer };
      }
      case "objection": {
        const { text, deal, category, severity } = question;
        return { of: "objection", answer: answerObjection(book, { text, deal, ...(category !== undefined && { category }), ...(severity !== undefined && { severity }) }, asOf, { past, ...near }) };
      }
    }
  }

  /** Everybody around the record, and all who work here: their names may stand in any text on it. */
  function peopleAround({ book, read }: Library, question: Question): readonly RecordState[] {
    const about = read(aboutOf(question));
    const deal = about?.kind === "deal" ? book.deal(about.id) : undefined;
    const company = about ? textOf(about, "company") : "";
    const ids = new Set([about?.id ?? "", company, ...(deal?.people ?? []), ...(about ? elementsOf(about, "stakeholders") : [])]);
    for (const contact of book.of("contact").values()) if (company !== "" && contact.company === company) ids.add(contact.id);
    for (const { participants } of deal ? book.activitiesOn(deal.id) : book.activitiesWith(aboutOf(question))) for (const id of participants) ids.add(id);
    return [...ids].flatMap((id) => read(id) ?? []).filter(({ kind }) => kind === "contact" || kind === "company");
  }

  return {
    async answer(by, question, to) {
      const library = await books.of(by, to);
      if (!library) return { kind: "no-access" };
      const id = aboutOf(question);
      // An objection may be answered without a deal.
      const nowhere = question.of === "objection" && id === "";
      if (!nowhere && library.read(id)?.kind !== kindOf[question.of]) return { kind: "not-found" };
      const gap = library.gap(contactOf(question, library), to);
      if (gap) return { kind: "off", gap };
      const near = await closeness(by, library, question);
      const found = await besideOthers(by, library, question, find(library, question, near), { near, to });
      if (!found) return { kind: "not-found" };
      return { found, book: library.book, nameOf: namerOf(library, to), people: [...peopleAround(library, question), ...library.members()], names: library.names };
    },
    async report(by, range, to) {
      const library = await books.of(by, to);
      if (!library) return { kind: "no-access" };
      const gap = library.gap(null, to);
      return gap ? { kind: "off", gap } : { report: winLossReport(library.book, range, asOfNow()), nameOf: namerOf(library, to), people: library.members(), names: library.names };
    },
    async team(by) {
      const told = await books.team(by, asOfNow(), "here");
      if (told === null) return { kind: "no-access" };
      return "who" in told ? { kind: "off", gap: told } : told;
    },
    async gapOf(by, question) {
      const library = await books.of(by, "anywhere");
      return library ? library.gap(contactOf(question, library), "anywhere") : { who: "workspace", to: "here" };
    },
  };
}
