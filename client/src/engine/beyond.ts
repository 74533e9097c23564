// What the server has beyond what this device holds by itself: whether a list, a record or a search has all there is, and
// the way to the rest. A record that is opened and words that are looked for are asked for by themselves; what is older
// of a kind when the person says so. Answers are kept as records of this device. It decides nothing about who may see what.
import { hash32 } from "@outrider/shared/kernel";
import { type Answer, type Asked, type Cursor, isRecordId, MAX_ASKED_IDS } from "@outrider/shared/protocol";
import type { Kind } from "@outrider/shared/schema";
import type { Beyond as Shown, OlderAnswer } from "./api-records.ts";
import type { Device } from "./device.ts";
import type { Timers } from "./ports.ts";

export interface Reach { readonly complete: boolean; readonly beyond?: Shown }
export interface Looking { readonly kind: Kind | readonly Kind[]; readonly root?: string; readonly search?: string }

export interface Beyond {
  /** Whether a query has all there is to find; asks for what it can. */
  reach(looking: Looking): Reach;
  /** The same of a record and what hangs on it. */
  reachOf(record: string): Reach;
  /** A record is named that is not here. */
  want(id: string): void;
  /** Fetches the next older ones of these kinds. */
  older(kinds: readonly Kind[]): Promise<OlderAnswer>;
  /** Fetches records that somebody else has named: they are held when it answers `fetched`. What is no id is passed over. */
  fetch(ids: readonly string[]): Promise<OlderAnswer>;
  /** Whether this device holds less than its person may see. */
  readonly bounded: boolean;
  /** Changes whenever an answer to the above may be another one. */
  readonly turn: number;
  /** The connection or the device may have changed. */
  noticed(): void;
  /** Some of what is held comes anew: what was asked for of it goes. */
  forget(): void;
}

export interface BeyondDeps {
  readonly device: () => Pick<Device, "meta" | "reached">;
  readonly ask: (what: Asked) => Promise<Answer | null>;
  readonly live: () => boolean;
  readonly timers: Timers;
  readonly changed: () => void;
}

const ALWAYS_HELD: ReadonlySet<string> = new Set(["member", "pipeline", "stage"] satisfies Kind[]);
/** What the server finds by name: one question, whichever of them a list shows. */
const NAMED: readonly Kind[] = ["lead", "contact", "company", "deal"];
/** Somebody is typing. */
const PAUSE_MS = 250;
const GATHER_MS = 30;
/** The server looks through so many records at a time, of whatever kind: it is asked until something has come of it. */
const ENOUGH = 100;
const MOST_TURNS = 50;
const MOST_REMEMBERED = 1000;
const MOST_AT_ONCE = 8;

type Asking = "asking" | "whole" | "part";

/** One question after the other where there are many: a server takes only so many at once from a device. */
function fewAtOnce(ask: BeyondDeps["ask"]): BeyondDeps["ask"] {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (what) => {
    if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await ask(what);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

export function createBeyond({ device, ask: askNow, live, timers, changed }: BeyondDeps): Beyond {
  const ask = fewAtOnce(askNow);
  const asked = new Map<string, Asking>();
  const wanted = new Set<string>();
  const tried = new Set<string>();
  let gathering = false;
  let typing: { readonly key: string; readonly callOff: () => void } | null = null;
  const fetching = new Map<Kind, Promise<OlderAnswer>>();
  let rests = "";
  let bounded = false;
  let lastCursor: Cursor | null = null;
  let [wasLive, wasComplete] = [false, false];
  let turn = 0;

  function moved(): void {
    turn += 1;
    changed();
  }

  function put(key: string, state: Asking): void {
    asked.set(key, state);
    const [oldest] = asked.keys();
    if (asked.size > MOST_REMEMBERED && oldest !== undefined) asked.delete(oldest);
    moved();
  }

  async function question(key: string, what: Asked): Promise<void> {
    put(key, "asking");
    const answer = await ask(what);
    if (answer) return put(key, answer.whole ? "whole" : "part");
    asked.delete(key);
    moved();
  }

  const stateOf = (key: string): Shown => {
    const state = asked.get(key);
    return state === "asking" ? "asking" : state !== undefined ? "answered" : live() ? "asking" : "offline";
  };

  function askForRoot(id: string): Shown {
    const key = `root ${id}`;
    if (!asked.has(key) && live()) timers.after(0, () => void (asked.has(key) || question(key, { root: id })));
    return stateOf(key);
  }

  function askForWords(words: string): Shown {
    const key = `words ${words.toLowerCase()}`;
    if (!asked.has(key) && live() && typing?.key !== key) {
      typing?.callOff();
      typing = {
        key,
        callOff: timers.after(PAUSE_MS, () => {
          typing = null;
          if (!asked.has(key) && live()) void question(key, { words: words.slice(0, 200), kinds: [...NAMED] });
        }),
      };
    }
    return stateOf(key);
  }

  const oldestOf = (kind: Kind): number => {
    const { older, cursor } = device().meta;
    const start = Math.max(0, ...(cursor?.lanes ?? []).flatMap(({ below, rest }) => (rest === undefined ? [] : [below ?? 0])));
    return older?.rests === rests ? (older.kinds[kind] ?? start) : start;
  };
  const holdsAll = (kinds: readonly Kind[]): boolean => kinds.every((kind) => ALWAYS_HELD.has(kind) || oldestOf(kind) === 0);

  async function fetchOlder(kind: Kind): Promise<OlderAnswer> {
    let come = 0;
    for (let turns = 0; turns < MOST_TURNS && come < ENOUGH && oldestOf(kind) > 0; turns++) {
      const at = rests;
      const before = oldestOf(kind);
      const answer = await ask({ kind, before });
      if (!answer) return { result: "offline" };
      const next = answer.whole ? 0 : (answer.next ?? before);
      // What rests elsewhere by now is asked for from there.
      if (at === rests && next < before) {
        const { older } = device().meta;
        await device().reached({ rests, kinds: { ...(older?.rests === rests ? older.kinds : {}), [kind]: next } });
      }
      moved();
      come += answer.rows.length;
      if (next === before && !answer.whole) return { result: "busy" };
    }
    return { result: "fetched" };
  }

  function noticed(): void {
    const { cursor, complete } = device().meta;
    const lanes = cursor === lastCursor ? null : (cursor?.lanes ?? []).filter(({ rest }) => rest !== undefined);
    lastCursor = cursor;
    const now = lanes === null ? rests : lanes.length === 0 ? "" : String(hash32(JSON.stringify(lanes.map(({ buckets, below }) => [buckets, below]))));
    const isLive = live();
    if (isLive && !wasLive) tried.clear();
    if (now === rests && isLive === wasLive && complete === wasComplete) return;
    if (now !== rests) asked.clear();
    [rests, bounded, wasLive, wasComplete] = [now, now !== "", isLive, complete];
    turn += 1;
    changed();
  }

  return {
    get bounded() { return bounded; },
    get turn() { return turn; },
    reach({ kind, root, search = "" }) {
      if (!device().meta.complete) return { complete: false };
      const kinds = typeof kind === "string" ? [kind] : kind;
      if (!bounded || holdsAll(kinds)) return { complete: true };
      if (root !== undefined && isRecordId(root)) {
        const beyond = askForRoot(root);
        return asked.get(`root ${root}`) === "whole" ? { complete: true } : { complete: false, beyond };
      }
      if (search.trim() !== "") return { complete: false, beyond: askForWords(search.trim()) };
      return { complete: false, beyond: kinds.some((one) => fetching.has(one)) ? "asking" : live() ? "more" : "offline" };
    },
    reachOf(record) {
      if (!device().meta.complete) return { complete: false };
      if (!bounded || !isRecordId(record)) return { complete: true };
      const beyond = askForRoot(record);
      return asked.get(`root ${record}`) === "whole" ? { complete: true } : { complete: false, beyond };
    },
    want(id) {
      if (!bounded || !live() || tried.has(id) || !isRecordId(id)) return;
      wanted.add(id);
      tried.add(id);
      if (gathering) return;
      gathering = true;
      timers.after(GATHER_MS, () => {
        gathering = false;
        const ids = [...wanted];
        wanted.clear();
        for (let from = 0; from < ids.length; from += MAX_ASKED_IDS) void ask({ ids: ids.slice(from, from + MAX_ASKED_IDS) });
      });
    },
    async older(kinds) {
      let last: OlderAnswer = { result: "fetched" };
      for (const kind of kinds) {
        const running = fetching.get(kind) ?? fetchOlder(kind).finally(() => {
          fetching.delete(kind);
          moved();
        });
        if (!fetching.has(kind)) {
          fetching.set(kind, running);
          moved();
        }
        last = await running;
        if (last.result === "offline") return last;
      }
      return last;
    },
    async fetch(ids) {
      const named = [...new Set(ids)].filter(isRecordId);
      for (let from = 0; from < named.length; from += MAX_ASKED_IDS) {
        const answer = await ask({ ids: named.slice(from, from + MAX_ASKED_IDS) });
        if (!answer) return { result: "offline" };
        // Others write without a pause: it is asked again by whoever wants it.
        if (!answer.whole) return { result: "busy" };
      }
      return { result: "fetched" };
    },
    noticed,
    forget() {
      asked.clear();
      tried.clear();
      if (device().meta.older !== null) void device().reached(null).catch(() => undefined);
      moved();
    },
  };
}
