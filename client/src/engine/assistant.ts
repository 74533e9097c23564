// The assistant of this device: the book of evidence is read once, in short pieces, when somebody first asks, and kept up
// from the ids that change; answers are worked out from it, with no network. Invariants: nothing is read and nothing
// answered where the workspace or the contact has not agreed, and what is taken back is gone with the same change; nothing is
// told before all that is held has been read.
import { feedbackId } from "@outrider/shared/commands";
import { titleOf } from "@outrider/shared/projection";
import { isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { type Advice, type Closeness, type ConsentFor, type ConsentGap, consentGap, contactReach, type GrowingBook, workspaceGap } from "@outrider/shared/sales";
import type { Kind } from "@outrider/shared/schema";
import type { AssistantAnswer, AssistantQuestion, AssistantRecord, AssistantResult, Meant } from "./api-answers.ts";
import type { Beyond } from "./beyond.ts";
import type { Live } from "./live.ts";
import type { Meaning } from "./meaning/meaning.ts";
import type { Timers } from "./ports.ts";
import type { View } from "./relations.ts";
import { createTeamDeals, noTeamDeals, type TeamDealsParts } from "./team-deals.ts";

export interface AssistantDeps {
  readonly view: View;
  readonly user: string;
  readonly beyond: Pick<Beyond, "reach" | "turn">;
  readonly near: Pick<Meaning, "near" | "turn">;
  /** Undefined: it knows one's own deals alone. */
  readonly team: TeamDealsParts | undefined;
  readonly live: () => boolean;
  readonly timers: Timers;
  /** More has been read: what watches may be told. */
  readonly ready: () => void;
}

export interface DeviceAssistant {
  answer(of: AssistantQuestion): Live<AssistantAnswer>;
  changed(ids: ReadonlySet<string>): void;
  /** The connection may be another one. */
  noticed(): void;
  forget(): void;
}

/** The evidence engine. No start of the app reads it: it comes when somebody first asks. */
const loadEvidence = () => import("./evidence.ts");
type Evidence = Awaited<ReturnType<typeof loadEvidence>>;

/** Short enough that no other answer waits for it noticeably. */
const PIECE_MS = 8;
const PAUSE_MS = 2;
const AT_ONCE = 200;
/** How often a page that waits is told how far it is. */
const TOLD_MS = 250;
const FEEDBACK = "feedback";

const NOTHING = { share: 0, result: null, records: {}, feedback: {}, complete: true } as const;

interface Held {
  readonly evidence: Evidence;
  readonly book: GrowingBook;
  readonly past: Map<string, Advice>;
  readonly withheld: ReadonlySet<string>;
  readonly coming: string[];
  readonly all: number;
}

export function createAssistant({ view, user, beyond, near, team: teamOf, live, timers, ready }: AssistantDeps): DeviceAssistant {
  let evidence: Evidence | "comes" | null = null;
  let held: Held | null = null;
  let turn = 0;
  const team = createTeamDeals({ ...(teamOf ?? noTeamDeals), live, timers, changed: ready });

  const settings = (): RecordState | undefined => {
    for (const id of view.ids("settings")) return view.peek(id);
    return undefined;
  };
  const isWithheld = (decided: RecordState | undefined, contact: RecordState): boolean => contactReach(decided, contact) === "no";

  /** null while it comes; where it could not be had the next question asks for it again. */
  function evidenceHere(): Evidence | null {
    if (evidence === null) {
      evidence = "comes";
      void loadEvidence().then((it) => {
        evidence = it;
        turn += 1;
        ready();
      }, () => { evidence = null; });
    }
    return evidence === "comes" ? null : evidence;
  }

  function put({ evidence: { adviceOf, withoutContacts }, book, past, withheld }: Held, id: string): boolean {
    const state = view.peek(id);
    if (state?.kind === FEEDBACK || past.has(id)) {
      const advice = state ? adviceOf(state) : null;
      if (advice) past.set(id, advice);
      else past.delete(id);
      return true;
    }
    return book.put(id, (state && withoutContacts(state, withheld)) ?? undefined);
  }

  function piece(of: Held, told: number): void {
    // Begun anew meanwhile.
    if (held !== of) return;
    const until = timers.now() + PIECE_MS;
    while (of.coming.length > 0 && timers.now() < until) {
      for (const id of of.coming.splice(Math.max(0, of.coming.length - AT_ONCE))) put(of, id);
    }
    const due = of.coming.length === 0 || timers.now() - told >= TOLD_MS;
    if (of.coming.length > 0) timers.after(PAUSE_MS, () => piece(of, due ? timers.now() : told));
    if (!due) return;
    turn += 1;
    ready();
  }

  /** What is known, read from now on where nobody asked before. */
  function read(): Held | null {
    if (held) return held;
    const here = evidenceHere();
    if (!here) return null;
    const decided = settings();
    const withheld = new Set<string>();
    for (const id of view.ids("contact")) {
      const contact = view.peek(id);
      if (contact && isWithheld(decided, contact)) withheld.add(id);
    }
    const coming = [...here.BOOK_KINDS, FEEDBACK as "feedback"].flatMap((kind) => [...view.ids(kind)]);
    const made: Held = { evidence: here, book: here.createSalesBook(), past: new Map(), withheld, coming, all: Math.max(1, coming.length) };
    held = made;
    timers.after(0, () => piece(made, timers.now()));
    return made;
  }

  function drop(): void {
    held = null;
    turn += 1;
  }

  function gapOf(of: AssistantQuestion, to: ConsentFor): ConsentGap | null {
    const decided = settings();
    const contact = of.ask === "persona" ? view.peek(of.contact) : undefined;
    return contact ? consentGap(decided, contact, to) : workspaceGap(decided, to);
  }

  /** What is close in meaning, where this device has the vectors; nothing else is different without. */
  function closenessTo(id: string, meant: Meant | undefined, kind: Kind): { readonly closeness?: Closeness } {
    const closeness = meant && near.near({ model: meant.model, kind, of: meant.vector ?? id });
    return closeness === undefined ? {} : { closeness };
  }

  function resultOf({ evidence: { answerObjection, coachDeal, explainDeal, isFew, personaOf, winLossReport }, book, past }: Held, of: AssistantQuestion): AssistantResult | null {
    if (of.ask === "named") return null;
    const asOf = { now: of.now, today: of.today };
    const advice = { past: [...past.values()] };
    switch (of.ask) {
      case "coach": {
        const options = { ...advice, ...closenessTo(of.deal, of.meant, "deal") };
        const own = coachDeal(book, of.deal, asOf, options);
        if (own === null || own.status === "closed" || !isFew(own.similar)) return own;
        const groups = team.groups();
        return groups.length === 0 ? own : coachDeal(book, of.deal, asOf, { ...options, team: groups });
      }
      case "persona":
        return personaOf(book, of.contact, asOf, advice.past);
      case "objection":
        return answerObjection(book, { text: of.text, deal: of.deal, ...(of.self !== undefined && { self: of.self }) }, asOf, { ...advice, ...closenessTo("", of.meant, "objection") });
      case "winLoss":
        return explainDeal(book, of.deal, asOf);
      case "report":
        return winLossReport(book, of, asOf);
    }
  }

  /** All records that the answer names, wherever in it; contacts who have not agreed have no name. */
  function recordsIn(value: unknown, withheld: ReadonlySet<string>, into: Record<string, AssistantRecord> = {}): Record<string, AssistantRecord> {
    if (typeof value === "string") {
      const state = value in into || withheld.has(value) || view.glance(value) === undefined ? undefined : view.peek(value);
      if (state && !isDeleted(state)) {
        const root = view.peek(textOf(state, "root"));
        into[value] = { id: value, kind: state.kind, title: titleOf(state), ...(root && { root: { id: root.id, kind: root.kind, title: titleOf(root) } }) };
      }
    } else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) recordsIn(part, withheld, into);
    return into;
  }

  /** What this person made of suggestions about a record, by what was suggested. */
  function feedbackOn(root: string, suggestions: readonly string[]): AssistantAnswer["feedback"] {
    return Object.fromEntries(suggestions.flatMap((suggestion) => {
      const state = view.peek(feedbackId(root, suggestion, user));
      if (!state || isDeleted(state)) return [];
      return [[suggestion, { id: state.id, useful: textOf(state, "useful"), done: valueOf(state, "doneAt") !== null, outcome: textOf(state, "outcome") }]];
    }));
  }

  function answered(of: AssistantQuestion): AssistantAnswer {
    const [gap, outside] = [gapOf(of, "here"), gapOf(of, "anywhere")];
    if (gap) {
      // Where the workspace took it back nothing of it stays in memory.
      if (gap.who === "workspace") {
        if (held) drop();
        team.withdrawn();
      }
      return { ...NOTHING, gap, outside };
    }
    const known = read();
    if (!known) return { ...NOTHING, gap, outside };
    const none = { ...NOTHING, gap, outside, ...beyond.reach({ kind: known.evidence.BOOK_KINDS }) };
    if (known.coming.length > 0) return { ...none, share: 1 - known.coming.length / known.all };
    const result = resultOf(known, of);
    const [root, suggestions] = judgedIn(of, result);
    return { ...none, share: 1, result, records: recordsIn(of.ask === "named" ? of.records : result, known.withheld), feedback: feedbackOn(root, suggestions) };
  }

  return {
    answer(of) {
      let [seen, reach, vectors, others] = [-1, -1, -1, -1];
      const meant = "meant" in of && of.meant !== undefined;
      return {
        compute() {
          const value = answered(of);
          [seen, reach, vectors, others] = [turn, beyond.turn, near.turn, team.turn];
          return value;
        },
        touched: (ids) => ids === null || seen !== turn || reach !== beyond.turn || others !== team.turn || (meant && vectors !== near.turn),
      };
    },
    changed(ids) {
      let [other, anew] = [false, false];
      for (const id of ids) {
        const state = view.peek(id);
        // Who agreed to what decides what may be read at all.
        if (state?.kind === "settings") anew = true;
        // What a contact agrees to may change what a model may be asked, and nothing else.
        if (state?.kind === "contact") other = true;
        if (held && (state?.kind === "contact" || held.withheld.has(id)) && held.withheld.has(id) !== (state !== undefined && isWithheld(settings(), state))) anew = true;
        if (held && put(held, id)) other = true;
      }
      if (anew) return drop();
      if (other) turn += 1;
    },
    noticed: team.noticed,
    forget() {
      drop();
      team.forget();
    },
  };
}

/** On which record people judge the answer, and what of it. */
function judgedIn(of: AssistantQuestion, result: AssistantResult | null): readonly [root: string, suggestions: readonly string[]] {
  if (of.ask === "named") return [of.root, [of.suggestion]];
  if (result === null) return ["", []];
  switch (result.kind) {
    case "coach":
      return [result.deal, result.actions.map(({ code }) => code)];
    case "persona":
      return [result.contact, [result.kind]];
    case "objection":
      return [of.ask === "objection" ? of.deal : "", [`objection ${result.category}`]];
    case "winLoss":
      return [result.deal, [result.kind]];
    case "winLossReport":
      return ["", []];
  }
}
