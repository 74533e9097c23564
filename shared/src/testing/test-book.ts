// A book that tests fill in a line each: records by the production merge, at days before one fixed moment.
import { DAY_MS, dayNumber } from "@outrider/shared/kernel";
import { apply, type RecordState, resolve } from "@outrider/shared/records";
import { createSalesBook, type GrowingBook } from "@outrider/shared/sales";
import type { Kind, Value } from "@outrider/shared/schema";
import { idOf, stateOf } from "./builders.ts";

export const TODAY = "2026-11-21";
export const NOW = dayNumber(2026, 11, 21) * DAY_MS + 15 * 3_600_000;
export const asOf = { now: NOW, today: TODAY };

const STAGES = { open: [10, "open"], proposal: [50, "open"], won: [100, "won"], lost: [0, "lost"] } as const;
type Stage = keyof typeof STAGES;

export interface TestDeal {
  readonly stage?: Stage;
  /** Days in its stage. */
  readonly since?: number;
  /** Stages with how many days ago it came into each, the first first. */
  readonly path?: readonly (readonly [stage: Stage, daysAgo: number])[];
  readonly industry?: string;
  readonly amount?: number;
  readonly closeDate?: string;
  readonly openedOn?: string;
  readonly contact?: string;
  readonly company?: string;
  readonly people?: readonly string[];
  readonly decisionMakers?: readonly string[];
  readonly competitors?: readonly string[];
  readonly reason?: string;
  readonly source?: string;
}

export interface TestBook {
  readonly book: GrowingBook;
  readonly states: ReadonlyMap<string, RecordState>;
  deal(name: string, parts: TestDeal): string;
  objection(deal: string, values: { readonly text?: string; readonly category?: string; readonly severity?: string; readonly status?: string; readonly response?: string; readonly raisedBy?: string; readonly daysAgo?: number }): string;
  activity(root: string, parts: { readonly type?: string; readonly direction?: string; readonly daysAgo?: number; readonly text?: string; readonly participants?: readonly string[] }): string;
  task(root: string, done?: boolean): string;
  contact(name: string): string;
}

export const stageId = (stage: Stage): string => idOf(`stage ${stage}`);

export function createTestBook(): TestBook {
  const book = createSalesBook();
  const states = new Map<string, RecordState>();
  let made = 0;
  const put = (kind: Kind, id: string, values: Readonly<Record<string, Value>>, sets: Readonly<Record<string, readonly string[]>> = {}, daysAgo = 1): string => {
    const state = stateOf(kind, id, { values, sets }, { at: NOW - daysAgo * DAY_MS, origin: `d.${++made}`, by: "ada" });
    states.set(id, state);
    book.put(id, state);
    return id;
  };
  for (const [order, [name, [probability, outcome]]] of Object.entries(STAGES).entries()) put("stage", stageId(name as Stage), { pipeline: idOf("pipeline"), name, order, probability, outcome, stagnantAfter: 14 });

  return {
    book, states,
    deal(name, { stage = "open", since = 5, path = [[stage, since]], amount, people = [], decisionMakers = [], competitors = [], ...values }) {
      const id = idOf(`deal ${name}`);
      for (const [at, [into, daysAgo]] of path.entries()) {
        const before = states.get(id);
        if (at === 0) {
          put("deal", id, { title: name, stage: stageId(into), ...(amount !== undefined && { value: { amount, currency: "EUR" } }), ...values }, { stakeholders: people, decisionMakers, competitors }, daysAgo);
          continue;
        }
        const change = { id, kind: "deal", set: { stage: { value: stageId(into), base: before?.fields["stage"]?.origin ?? null } } } as const;
        const state = apply(before, resolve(before, change, { at: NOW - daysAgo * DAY_MS, origin: `d.${++made}`, by: "ada" }).delta);
        states.set(id, state);
        book.put(id, state);
      }
      return id;
    },
    objection: (root, { daysAgo = 10, text = "It is too expensive", ...values }) => put("objection", idOf(`objection ${++made}`), { root, text, status: "open", at: NOW - daysAgo * DAY_MS, ...values }),
    activity: (root, { type = "call", direction = "out", daysAgo = 10, text = "Spoke.", participants = [] }) => put("activity", idOf(`activity ${++made}`), { root, type, direction, at: NOW - daysAgo * DAY_MS, text }, { participants }),
    task: (root, done = false) => put("task", idOf(`task ${++made}`), { root, title: "Call", assignee: "ada", due: TODAY, done }),
    contact: (name) => put("contact", idOf(`contact ${name}`), { name, owner: "ada" }),
  };
}
