// Answers to what a device asks for beyond what it holds. Invariants: nothing is answered that lies in no bucket this
// person follows now; an answer is never older than where the device stands when it is sent, so that what has left a
// bucket cannot come back by it; nor is it ahead of what the device's cursor says it has seen: were history put back to
// before it, the device would not find out, and take what is written there anew for older than what it was answered.
// Questions are answered one after the other, and wait while the device is catching up.
import type { Ask, Asked } from "@outrider/shared/protocol";
import { askedWords } from "@outrider/shared/projection";
import { answerText } from "./feed-reader.ts";
import type { FeedStore, FoundPage, Wanted } from "./feed-store.ts";

export interface Answering {
  /** False: more questions at once than a device may have. */
  ask(ask: Ask): boolean;
  /** The device may have caught up. */
  goOn(): void;
}

export interface AnsweringDeps {
  readonly store: Pick<FeedStore, "find">;
  readonly workspace: string;
  readonly buckets: () => readonly string[];
  readonly membersSeq: () => number;
  /** Where the device stands, or null while it is catching up or has gone. */
  readonly place: () => number | null;
  /** Who belongs to the workspace has changed. */
  readonly lookAgain: () => void;
  readonly send: (...messages: readonly string[]) => void;
  /** The device is about to be sent these. */
  readonly sent: (records: readonly string[]) => void;
  /** What moves the cursor of a device that stands where it stands to having seen history up to there; null: it has. */
  readonly seen: (head: number) => string | null;
  readonly failed: (error: unknown) => void;
  /** Rows in an answer that may be long. */
  readonly most: number;
}

const MOST_WAITING = 20;
const MOST_TRIES = 20;
const MOST_BY_WORDS = 50;
/** So many names are looked at for words that many have: who finds too many types more. */
const MOST_NAMES = 1000;

function wantedBy(what: Asked): Wanted | null {
  if (!("words" in what)) return what;
  const words = askedWords(what.words);
  return words.length > 0 && what.kinds.length > 0 ? { words, kinds: what.kinds } : null;
}

export function createAnswering({ store, workspace, buckets, membersSeq, place, lookAgain, send, sent, seen, failed, most }: AnsweringDeps): Answering {
  const waiting: Ask[] = [];
  let busy = false;

  async function look(what: Asked): Promise<FoundPage | null> {
    const wanted = wantedBy(what);
    if (!wanted) return null;
    const found = await store.find(workspace, buckets(), wanted, "words" in wanted ? MOST_NAMES : most);
    if (!("words" in wanted) || found.rows.length <= MOST_BY_WORDS) return found;
    return { ...found, rows: found.rows.slice(0, MOST_BY_WORDS), from: 1 };
  }

  async function answer(): Promise<void> {
    for (let tries = 0, ask = waiting[0]; ask; ask = waiting[0]) {
      if (place() === null) return;
      const found = await look(ask.what);
      const at = place();
      if (at === null) return;
      const moved = found !== null && found.membersSeq !== membersSeq();
      if (found !== null && (moved || found.head < at) && ++tries < MOST_TRIES) {
        if (!moved) continue;
        return lookAgain();
      }
      waiting.shift();
      if (found === null) send(answerText(ask.id, [], true));
      // Where others write without a pause: the device asks again.
      else if (moved || found.head < at) send(answerText(ask.id, [], false));
      else {
        sent(found.rows.map(({ record }) => record));
        const ahead = found.rows.length > 0 ? seen(found.head) : null;
        send(...(ahead === null ? [] : [ahead]), answerText(ask.id, found.rows, found.from === 0, "kind" in ask.what && found.from > 0 ? found.from : undefined));
      }
      tries = 0;
    }
  }

  function goOn(): void {
    if (busy || waiting.length === 0) return;
    busy = true;
    answer().catch(failed).finally(() => void (busy = false));
  }

  return {
    ask(ask) {
      if (waiting.length >= MOST_WAITING) return false;
      waiting.push(ask);
      goOn();
      return true;
    },
    goOn,
  };
}
