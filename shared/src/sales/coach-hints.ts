// Everything that may be advised on a deal, the most urgent first. Each hint is one line of reasoning with its records;
// the coach takes the first two or three.
import { DAY_MS } from "@outrider/shared/kernel";
import { type Claim, claim } from "./claims.ts";
import type { DealSize } from "./coach.ts";
import { digestsOf } from "./deal-digest.ts";
import { type DealState, isContact } from "./deal-state.ts";
import type { DealEvidence } from "./evidence.ts";
import { isObjectionCategory } from "./objection-lexicon.ts";
import { type ActionCode, BIG_STEPS, phaseOf, STEPS } from "./playbook.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import type { SimilarDeal } from "./similar.ts";
import { type TeamGroup, teamObjectionClaim, teamStageClaim } from "./team-digest.ts";

export interface Hint {
  readonly code: ActionCode;
  /** 0 to 100. */
  readonly urgency: number;
  readonly reasons: readonly Claim[];
  /** Records that it names figures or people of. */
  readonly specifics: readonly string[];
  readonly person?: string;
  readonly objection?: string;
  readonly about?: string;
}

interface Scene { readonly book: SalesBook; readonly deal: DealEvidence; readonly asOf: AsOf; readonly state: DealState; readonly similar: readonly SimilarDeal[]; readonly size: DealSize | null; /** What deals of others tell, where one has few. */ readonly others: TeamGroup | undefined; readonly deep: boolean }

const SOON = 14;
const SILENT = 14;
const LONG_SILENT = 30;
const SEVERE: Readonly<Record<string, number>> = { high: 82, medium: 68, low: 52 };
/** People from whom on a deal does not hang on one. */
const ENOUGH_PEOPLE = 2;
const MOST_SHOWN = 20;

export function hintsOf(scene: Scene): readonly Hint[] {
  const hints = [...ofTime(scene), ...ofObjections(scene), ...ofPeople(scene), ...ofCompetitors(scene), ...ofSimilar(scene), ...ofStage(scene)];
  return hints.filter(({ reasons }) => reasons.length > 0).sort((a, b) => b.urgency - a.urgency);
}

function ofTime({ deal, state, others }: Scene): readonly Hint[] {
  const hints: Hint[] = [];
  const { daysLate, stagnant, stage, daysInStage, planned, silentDays, contacts } = state;
  const person = deal.contact;
  if (daysLate !== null && daysLate > 0) {
    hints.push({ code: "renewCloseDate", urgency: 74 + Math.min(16, daysLate / 5), reasons: claim("slipped", { days: daysLate, closeDate: deal.closeDate }, [deal.id]), specifics: [deal.id], person });
  } else if (daysLate !== null && -daysLate <= SOON) {
    hints.push({ code: "prepareClose", urgency: 66 + (SOON + daysLate) / 2, reasons: claim("closingSoon", { days: -daysLate, closeDate: deal.closeDate }, [deal.id]), specifics: [deal.id], person });
  }
  const last = contacts.at(-1);
  const silent: readonly Claim[] = silentDays === null ? claim("neverContacted", {}, [deal.id]) : silentDays >= SILENT && last ? claim("silent", { days: silentDays }, [last.id]) : [];
  if (stagnant && stage) {
    hints.push({ code: "reviveDeal", urgency: 72 + Math.min(15, (daysInStage - stage.stagnantAfter) / 4), reasons: [...claim("stagnant", { stage: stage.id, days: daysInStage, allowed: stage.stagnantAfter }, [deal.id, stage.id]), ...(others ? teamStageClaim(others, { stage: stage.id, daysInStage, deal: deal.id }) : []), ...silent], specifics: [stage.id], person });
  } else if (silent.length > 0) {
    hints.push({ code: "reachOut", urgency: silentDays === null ? 58 : silentDays >= LONG_SILENT ? 71 : 56, reasons: silent, specifics: last ? [last.id] : [], person });
  }
  if (!planned) hints.push({ code: "setNextStep", urgency: 54 + (deal.closeDate === "" ? 4 : 0), reasons: [...claim("noNextStep", {}, [deal.id]), ...(deal.closeDate === "" ? claim("noCloseDate", {}, [deal.id]) : [])], specifics: [], person });
  return hints;
}

function ofObjections({ book, state, asOf, similar, others }: Scene): readonly Hint[] {
  return state.openObjections.map(({ id, category, severity, at, raisedBy }): Hint => {
    const known = isObjectionCategory(category) ? category : "";
    const reasons = [...claim("objectionOpen", { category: known, severity, days: Math.max(0, Math.floor((asOf.now - at) / DAY_MS)) }, [id])];
    if (known !== "") {
      const had = similar.flatMap((one) => book.objectionsOn(one.id).filter((other) => other.category === known));
      const solved = had.filter(({ status }) => status === "resolved");
      if (solved.length > 0) reasons.push(...claim("objectionOvercome", { category: known, count: solved.length, of: had.length }, solved.map((other) => other.id)));
    }
    if (others) reasons.push(...teamObjectionClaim(others, { id, category }));
    return { code: "answerObjection", urgency: SEVERE[severity] ?? 60, reasons, specifics: [id], person: raisedBy, objection: id };
  });
}

function ofPeople({ book, deal, state, similar, deep }: Scene): readonly Hint[] {
  const hints: Hint[] = [];
  const { decisionMakers, blockers } = deal.roles;
  const phase = phaseOf(book, state.stage);
  const late = phase === "propose" || phase === "negotiate";
  if (decisionMakers.length === 0) {
    const with1 = similar.filter((one) => (book.deal(one.id)?.roles.decisionMakers.length ?? 0) > 0).map(({ id }) => id);
    const shown = with1.length > 0 ? claim("wonWithRole", { count: with1.length, of: similar.length, role: "decisionMakers" }, with1) : [];
    hints.push({ code: "meetDecisionMaker", urgency: (late ? 73 : 50) + (deep ? 5 : 0), reasons: [...claim("noDecisionMaker", { people: deal.people.length }, [deal.id]), ...shown], specifics: with1, person: deal.contact });
  } else {
    const unmet = decisionMakers.filter((id) => !state.met.includes(id));
    const [first] = unmet;
    if (first !== undefined && unmet.length === decisionMakers.length) hints.push({ code: "meetDecisionMaker", urgency: late ? 67 : 48, reasons: claim("decisionMakerNeverMet", {}, [deal.id, first]), specifics: [first], person: first });
  }
  const involved = Math.max(state.met.length, Math.min(1, deal.people.length));
  if (deal.people.length < ENOUGH_PEOPLE || (state.contacts.length > 2 && involved < ENOUGH_PEOPLE)) {
    const counts = similar.map((one) => book.deal(one.id)?.people.length ?? 0);
    const usual = counts.length === 0 ? 0 : Math.round((10 * counts.reduce((sum, each) => sum + each, 0)) / counts.length) / 10;
    const beside = usual >= ENOUGH_PEOPLE ? claim("wonWithPeople", { people: usual, of: similar.length }, similar.map(({ id }) => id)) : [];
    hints.push({ code: "widenContacts", urgency: 47 + (late ? 6 : 0) + (deep ? 12 : 0), reasons: [...claim("singleThreaded", { people: involved }, [deal.id, ...deal.people]), ...beside], specifics: beside.length > 0 ? similar.map(({ id }) => id) : [], person: deal.contact });
  }
  const [blocker] = blockers;
  if (blocker !== undefined) hints.push({ code: "winOverBlocker", urgency: 60, reasons: claim("blockerNamed", { people: blockers.length }, blockers), specifics: [...blockers], person: blocker });
  return hints;
}

function ofCompetitors({ book, deal, asOf }: Scene): readonly Hint[] {
  return deal.competitors.slice(0, 1).map((competitor): Hint => {
    const met = digestsOf(book, asOf.today).filter((other) => other.outcome !== "open" && other.deal.id !== deal.id && other.deal.competitors.includes(competitor));
    const won = met.filter(({ outcome }) => outcome === "won").length;
    const shown = met.slice(0, MOST_SHOWN).map((other) => other.deal.id);
    const record = met.length > 0 ? claim("againstCompetitor", { competitor, won, of: met.length }, shown) : [];
    return { code: "compareCompetitor", urgency: met.length > 2 && won * 2 < met.length ? 64 : 51, reasons: [...claim("competitorNamed", { competitor }, [deal.id]), ...record], specifics: shown, about: competitor, person: deal.contact };
  });
}

/** What most of the similar won deals saw in this stage and this one has not seen yet. */
function ofSimilar({ book, deal, state, similar }: Scene): readonly Hint[] {
  if (similar.length < 2 || state.stage === undefined) return [];
  const hints: Hint[] = [];
  for (const type of ["meeting", "call", "email"]) {
    if (state.contacts.some((activity) => activity.type === type && activity.at >= deal.stageAt)) continue;
    const seen = similar.flatMap((one) => {
      const within = visitOf(book, one.id, deal.stage);
      const found = within && book.activitiesOn(one.id).find((activity) => isContact(activity) && activity.type === type && activity.at >= within.from && activity.at < within.to);
      return found ? [found.id] : [];
    });
    if (seen.length * 2 <= similar.length) continue;
    const { id } = state.stage;
    hints.push({
      code: "doWhatWon", urgency: 40 + (20 * seen.length) / similar.length, reasons: [...claim("wonWithActivity", { count: seen.length, of: similar.length, type, stage: id }, seen), ...similarClaim(similar)],
      specifics: seen, about: type, person: deal.contact,
    });
  }
  return hints;
}

/** When a deal was in a stage, ms; of one that was there twice, the last time. */
function visitOf(book: SalesBook, deal: string, stage: string): { readonly from: number; readonly to: number } | null {
  const visits = book.deal(deal)?.visits ?? [];
  const at = visits.findLastIndex((visit) => visit.stage === stage);
  const visit = visits[at];
  return visit === undefined ? null : { from: visit.at, to: visits[at + 1]?.at ?? Number.POSITIVE_INFINITY };
}

const similarClaim = (similar: readonly SimilarDeal[]): readonly Claim[] => claim("similarWon", { count: similar.length, best: Math.round(100 * (similar[0]?.similarity ?? 0)) }, similar.map(({ id }) => id));

/** The logic of the stage: always something to do, and for big deals what they deserve. */
function ofStage({ book, deal, state, similar, size, deep }: Scene): readonly Hint[] {
  const phase = phaseOf(book, state.stage);
  const because = claim("inStage", { stage: deal.stage }, state.stage ? [state.stage.id] : [deal.id]);
  const steps = STEPS[phase].map((code, at): Hint => ({ code, urgency: 38 - 3 * at, reasons: [...because, ...similarClaim(similar)], specifics: [], person: deal.contact }));
  return deep ? [...steps, { code: BIG_STEPS[phase], urgency: 57, reasons: [...(size?.claims ?? []), ...because], specifics: [deal.id], person: deal.contact }] : steps;
}
