// Who a rule over contacts finds on this device, while it is being written. What rules ask of contacts lies in columns
// that are read once, in short pieces, when somebody first asks for them, and kept up from the ids that change; a rule is
// then a few passes over arrays. Invariant: nothing is told before all that is held has been read, and how far that goes
// (a device may hold a part) is told with it.
import { glanceOf, type RecordState, survivor, textOf } from "@outrider/shared/records";
import { type Keeps, type Pending, rowOf, titleOf } from "@outrider/shared/projection";
import type { Value } from "@outrider/shared/schema";
import { checkSegmentRule, contactsOfDeal, createSegmentTable, pathsOfPlan, planOf, type SegmentContext, segmentContext, type SegmentSources, type SegmentTable, segmentValues, type Why, whyOf } from "@outrider/shared/segments";
import type { SegmentAnswer, SegmentOf } from "./api-answers.ts";
import type { Beyond } from "./beyond.ts";
import type { Live } from "./live.ts";
import { isOfMoney, moneyOn } from "./money-on.ts";
import type { Timers } from "./ports.ts";
import type { Relations, View } from "./relations.ts";

export interface SegmentsDeps {
  readonly view: View;
  readonly relations: Relations;
  readonly user: string;
  readonly beyond: Pick<Beyond, "reach" | "turn">;
  readonly timers: Timers;
  readonly pendingOf: (id: string) => Pending;
  readonly keeps: Keeps;
  /** More has been read: what watches may be told. */
  readonly ready: () => void;
}

export interface DeviceSegments {
  segment(of: SegmentOf): Live<SegmentAnswer>;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

/** Short enough that no answer waits for it noticeably. */
const PIECE_MS = 8;
const PAUSE_MS = 2;
const AT_ONCE = 200;
const [USUAL_SAMPLE, MOST_SAMPLE] = [10, 100];
/** Read together with the first: unpacking a contact costs more than looking at its fields. */
const USUAL = ["spend", "visits", "lastActive", "tags", "owner", "company"];
/** Asked of the contact and of what others say of it: these follow from other records too. */
const FOLLOWS = (path: string): boolean => path.includes(".") || path === "stage" || path === "company";
const CONTACTED = "lastContacted";

type Task = () => Generator<void, void>;

export function createSegments({ view, relations, user, beyond, timers, pendingOf, keeps, ready }: SegmentsDeps): DeviceSegments {
  let table: SegmentTable | null = null;
  /** Contacts have been gathered; deals by whom they name, once somebody asks for them. */
  let gathered = false;
  let deals: Map<string, Set<string>> | null = null;
  const named = new Map<string, readonly string[]>();
  const rootsOf = new Map<string, string>();
  /** By which end of the day "last contacted" was read. */
  let contactedFor = "";
  let running: Generator<void, void> | null = null;
  let queue: Task[] = [];
  let [done, todo] = [0, 0];
  let turn = 0;
  /** Whose zone and day it is: made once. */
  let context: SegmentContext = segmentContext(user, "UTC", "1970-01-01");
  let contextKey = "";

  const stands = (state: RecordState | undefined): boolean => {
    const glance = state && glanceOf(state);
    return state?.kind === "contact" && glance !== undefined && !glance.deleted && glance.mergedInto === "";
  };
  const standing = (id: string): string => {
    const state = view.peek(id);
    return state ? survivor(state, view.peek).id : id;
  };

  const sources: SegmentSources = {
    read: view.peek,
    hanging(id) {
      const hung = relations.hanging(id);
      for (const one of hung) if (one.kind === "activity") rootsOf.set(one.id, id);
      return hung;
    },
    dealsWith: (id) => [...new Set(relations.family(id).flatMap((member) => [...(deals?.get(member) ?? [])]))].flatMap((deal) => view.peek(deal) ?? []),
  };
  const valuesOf = (path: string, id: string): readonly Value[] => {
    const state = view.peek(id);
    return state ? segmentValues(path, state, sources, context) : [];
  };

  function* gather(into: SegmentTable): Generator<void, void> {
    let count = 0;
    // As they are now: what comes meanwhile is told.
    const all = [...view.ids("contact")];
    for (const id of all) {
      const glance = view.glance(id);
      if (glance && !glance.deleted && glance.mergedInto === "") into.add(id);
      if (++count % 5_000 === 0) yield;
    }
    gathered = true;
  }

  function nameDeal(id: string, deal: RecordState | undefined): void {
    for (const contact of named.get(id) ?? []) deals?.get(contact)?.delete(id);
    const contacts = deal?.kind === "deal" ? contactsOfDeal(deal) : [];
    if (contacts.length > 0) named.set(id, contacts);
    else named.delete(id);
    for (const contact of contacts) deals?.set(contact, (deals.get(contact) ?? new Set()).add(id));
  }

  function* gatherDeals(): Generator<void, void> {
    if (deals) return;
    deals = new Map();
    let count = 0;
    const all = [...view.ids("deal")];
    for (const id of all) {
      nameDeal(id, view.peek(id));
      if (++count % AT_ONCE === 0) yield;
    }
  }

  /** Several columns in one pass. */
  function* fill(into: SegmentTable, paths: readonly string[]): Generator<void, void> {
    if (paths.includes("stage")) yield* gatherDeals();
    const fills = into.missing(paths).map((path) => into.fill(path, (id) => valuesOf(path, id)));
    let left = fills;
    while (left.length > 0) {
      left = left.filter((each) => !each.next().done);
      done += 1;
      yield;
    }
  }

  function piece(of: Generator<void, void>): void {
    // Begun anew meanwhile.
    if (running !== of) return;
    const until = timers.now() + PIECE_MS;
    while (timers.now() < until) {
      if (!of.next().done) continue;
      running = null;
      turn += 1;
      ready();
      return next();
    }
    timers.after(PAUSE_MS, () => piece(of));
  }

  function next(): void {
    const task = queue.shift();
    if (running || !task) return;
    const made = task();
    running = made;
    timers.after(0, () => piece(made));
  }

  /** The table, where it has all that is asked for. */
  function read(paths: readonly string[]): SegmentTable | null {
    const of = (table ??= createSegmentTable());
    if (gathered && of.missing(paths).length === 0) return of;
    if (running === null && queue.length === 0) {
      queue = [...(gathered ? [] : [() => gather(of)]), () => {
        const wanted = [...new Set([...paths, ...(of.missing(USUAL).length === USUAL.length ? USUAL : [])])];
        [done, todo] = [0, Math.ceil(of.size / AT_ONCE) + 1];
        return fill(of, wanted);
      }];
      next();
    }
    return null;
  }

  function look({ zone, today }: SegmentOf): SegmentContext {
    const key = `${zone} ${today}`;
    if (key !== contextKey) {
      [contextKey, context] = [key, segmentContext(user, zone, today, moneyOn(view, today))];
      // Up to the end of another day.
      if (contactedFor !== "" && contactedFor !== key) table?.forget((path) => path === CONTACTED);
      contactedFor = key;
    }
    return context;
  }

  function titles(why: Why | null, into: Record<string, string> = {}): Readonly<Record<string, string>> {
    if (why?.is === "leaf") {
      for (const value of [...why.found, ...(Array.isArray(why.leaf.value) ? (why.leaf.value as readonly Value[]) : [why.leaf.value as Value | undefined])]) {
        const state = typeof value === "string" ? view.read(value) : undefined;
        if (state) into[state.id] = titleOf(state);
      }
    } else if (why?.is === "not") titles(why.part, into);
    else for (const part of why?.parts ?? []) titles(part, into);
    return into;
  }

  function answer(of: SegmentOf): SegmentAnswer {
    const reach = beyond.reach({ kind: ["contact", "deal", "activity"] });
    const fault = of.rule === null ? null : checkSegmentRule(of.rule);
    const nothing: SegmentAnswer = { fault, count: null, of: null, share: 0, sample: [], why: null, titles: {}, ...reach };
    if (fault) return nothing;
    const eyes = look(of);
    const plan = planOf(of.rule, eyes);
    const asked = of.contact === undefined ? undefined : view.read(standing(of.contact));
    const paths = pathsOfPlan(plan);
    const full = read(paths);
    // One contact needs no column but the deals.
    const subject = asked && (!paths.includes("stage") || deals !== null) ? (path: string) => segmentValues(path, asked, sources, eyes) : null;
    const why = subject && of.rule ? whyOf(of.rule, subject, eyes) : null;
    const told = { ...nothing, why, titles: titles(why) };
    if (!full) return { ...told, share: todo === 0 ? 0 : Math.min(0.99, done / todo) };
    const bits = full.run(plan);
    const most = Math.min(MOST_SAMPLE, Math.max(0, of.sample ?? USUAL_SAMPLE));
    const first: string[] = [];
    let count = 0;
    for (let place = 0; place < bits.length; place++) {
      if (bits[place] === 0) continue;
      count += 1;
      const id = full.idAt(place);
      if (most === 0 || (of.after !== undefined && id <= of.after)) continue;
      if (first.length >= most && id >= (first.at(-1) ?? "")) continue;
      const at = first.findIndex((one) => one > id);
      first.splice(at < 0 ? first.length : at, 0, id);
      if (first.length > most) first.pop();
    }
    const sample = first.flatMap((id) => {
      const state = view.read(id);
      return state ? [rowOf(state, view.read, pendingOf(id), keeps)] : [];
    });
    return { ...told, count, of: full.size, share: 1, sample };
  }

  function touch(contact: string, path: (one: string) => boolean): void {
    table?.put(standing(contact), valuesOfPath, path);
  }
  const valuesOfPath = (path: string, id: string): readonly Value[] => valuesOf(path, id);

  function noteContact(id: string, state: RecordState | undefined): void {
    if (!table) return;
    if (stands(state)) {
      table.add(id);
      table.put(id, valuesOfPath);
    } else table.remove(id);
    // What hung on it is another's now.
    const into = state ? textOf(state, "mergedInto") : "";
    if (into !== "") table.put(standing(id), valuesOfPath);
  }

  return {
    segment(of) {
      let [seen, reach] = [-1, -1];
      return {
        compute() {
          const told = answer(of);
          [seen, reach] = [turn, beyond.turn];
          return told;
        },
        touched: (ids) => ids === null || seen !== turn || reach !== beyond.turn,
      };
    },
    changed(ids) {
      if (!table) return;
      for (const id of ids) {
        const state = view.peek(id);
        const contact = rootsOf.get(id);
        // What is gone may have been a rate.
        if (state === undefined || isOfMoney(state)) contextKey = "";
        if (state?.kind === "contact" || table.has(id)) noteContact(id, state);
        else if (state?.kind === "deal" || named.has(id)) {
          const before = named.get(id) ?? [];
          if (deals) nameDeal(id, state);
          for (const one of new Set([...before, ...(named.get(id) ?? [])])) touch(one, (path) => path === "stage");
        } else if (state?.kind === "activity" || contact !== undefined) {
          for (const one of new Set([contact ?? "", state ? textOf(state, "root") : ""])) if (one !== "") touch(one, (path) => path === CONTACTED);
        } else if (state === undefined || ["company", "member", "stage"].includes(state.kind)) table.forget(FOLLOWS);
        else if (!isOfMoney(state)) continue;
        turn += 1;
      }
    },
    forget() {
      [table, deals, gathered, running, queue, contactedFor, contextKey] = [null, null, false, null, [], "", ""];
      named.clear();
      rootsOf.clear();
      turn += 1;
    },
  };
}
