// The figures of a dashboard for one person, by the same code as on a device, out of the copy of the records that lists look
// through. What is counted of a record is made once for each state of it; it is made in pieces, so that nobody waits for it.
import type { Bucket } from "@outrider/shared/access";
import { baseMoneyOf, createFactBook, createZone, type Fact, FACT_KINDS, type Facts, factOf, type Figures, figuresOf, type GoalProgress, goalsOf, type FiguresQuestion } from "@outrider/shared/analytics";
import type { RecordState } from "@outrider/shared/records";
import type { RecordIndexes, Standing } from "./record-index.ts";
import { followedBy, liesIn } from "./seen.ts";

/** Whose: one member's, or those of a team; neither: everybody's whom the asker may see. */
export interface Whose { readonly owner: string | undefined; readonly team: string | undefined }
export interface FiguresAsked extends Omit<FiguresQuestion, "today" | "people" | "user">, Whose {}
export interface ServerFiguresAnswer { readonly figures: Figures; readonly goals: readonly GoalProgress[]; readonly nameOf: (member: string) => string }

export type ServerFigures = (workspace: string, user: string, asked: FiguresAsked) => Promise<ServerFiguresAnswer | "not-a-member">;

interface Deps { readonly indexes: RecordIndexes; readonly now: () => number; readonly pause: () => Promise<void> }
/** One person's view, kept while nothing changes. */
interface Kept { readonly standing: Standing; readonly version: number; readonly facts: Facts }

const PIECE = 5_000;
const MOST_KEPT = 4;

export function createServerFigures({ indexes, now, pause }: Deps): ServerFigures {
  /** A state is never changed, only followed by another. */
  const made = new WeakMap<RecordState, { readonly fact: Fact | null }>();
  const kept = new Map<string, Kept>();

  function factFrom(state: RecordState): Fact | null {
    const known = made.get(state);
    if (known) return known.fact;
    const fact = factOf(state);
    made.set(state, { fact });
    return fact;
  }

  async function factsFor(standing: Standing, version: number, key: string, followed: ReadonlySet<Bucket>): Promise<Facts> {
    const before = kept.get(key);
    kept.delete(key);
    if (before?.standing === standing && before.version === version) {
      kept.set(key, before);
      return before.facts;
    }
    // As of now: what comes while pieces are made is the next question's.
    const states = FACT_KINDS.flatMap((kind) => [...standing.of(kind).values()].flatMap((entry) => (liesIn(entry, followed) ? [entry.state] : [])));
    const book = createFactBook();
    for (const [at, state] of states.entries()) {
      if (at % PIECE === PIECE - 1) await pause();
      const fact = factFrom(state);
      if (fact) book.add(fact);
    }
    kept.set(key, { standing, version, facts: book });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return book;
  }

  return async (workspace, user, { owner, team, ...asked }) => {
    const standing = await indexes.look(workspace);
    const followed = followedBy(standing, user);
    if (followed === null) return "not-a-member";
    // What somebody follows changes with a member's record, and with it the version.
    const facts = await factsFor(standing, standing.version, `${workspace} ${user}`, followed);
    const people = owner === undefined && team === undefined ? null : [...facts.of("member").values()].filter((member) => (owner === undefined || member.id === owner) && (team === undefined || member.team === team)).map(({ id }) => id);
    const zone = createZone(asked.zone);
    const today = zone.dayOf(now());
    return {
      figures: figuresOf(facts, { ...asked, today, people, user }),
      goals: goalsOf({ facts, money: baseMoneyOf(facts), zone, today }).filter((goal) => people === null || (goal.person === "" ? goal.team === team && owner === undefined : people.includes(goal.person))),
      nameOf: (member) => facts.of("member").get(member)?.name ?? "",
    };
  };
}
