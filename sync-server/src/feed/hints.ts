// Hints between servers of one database: "there is something new in these workspaces", sent after commits, gathered for a
// few milliseconds and while the last one is still on its way, so that their number does not grow with the commits. A
// hint that is lost, comes twice, late or in another order costs time and no data: who hears one reads on from where he
// stands, and servers also look by themselves.
import type { Committed } from "./committed.ts";
import type { HintBus } from "./hint-bus.ts";
import type { Hub } from "./hub.ts";

const GATHER_MS = 5;
const LOOK_MS = 5000;

export interface Hints { sent(workspace: string, committed: Pick<Committed, "membersChanged">): void; close(): Promise<void> }

export interface HintsDeps {
  readonly bus: HintBus;
  readonly feed: () => { readonly hub: Pick<Hub, "hint">; look(): Promise<void> };
  /** This server's name among those that share the database. */
  readonly self: string;
  readonly failed: (error: unknown) => void;
  /** Runs something after so many ms; answers what calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Workspaces with something new; `members`: somebody's place there changed as well. */
interface Hint { readonly self: string; readonly news: readonly string[]; readonly members: readonly string[] }

const textOf = (self: string, due: readonly (readonly [string, boolean])[]): string =>
  JSON.stringify({ self, news: due.flatMap(([workspace, members]) => (members ? [] : [workspace])), members: due.flatMap(([workspace, members]) => (members ? [workspace] : [])) } satisfies Hint);

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === "string");

/** Anybody who may connect to the database may send: what is not a hint is none. */
function read(text: string): Hint | null {
  try {
    const { self, news, members } = JSON.parse(text) as Partial<Record<keyof Hint, unknown>>;
    return typeof self === "string" && isTexts(news) && isTexts(members) ? { self, news, members } : null;
  } catch {
    return null;
  }
}

export async function openHints({ bus, feed, self, failed, after }: HintsDeps): Promise<Hints> {
  const due = new Map<string, boolean>();
  /** How many workspaces' ids surely fit. */
  const atOnce = Math.max(1, Math.floor((bus.longest - textOf(self, []).length) / '"00000000-0000-0000-0000-000000000000",'.length));
  let closed = false;
  let callOff: (() => void) | null = null;
  let telling: Promise<void> | null = null;

  async function tell(): Promise<void> {
    const all = [...due];
    due.clear();
    for (let from = 0; from < all.length; from += atOnce) await bus.tell(textOf(self, all.slice(from, from + atOnce))).catch(failed);
  }

  function soon(): void {
    if (due.size === 0 || callOff || telling || closed) return;
    callOff = after(GATHER_MS, () => {
      callOff = null;
      telling = tell().finally(() => {
        telling = null;
        soon();
      });
    });
  }

  const silence = await bus.hear((text) => {
    const hint = read(text);
    if (!hint || hint.self === self) return;
    for (const workspace of hint.news) feed().hub.hint(workspace, false);
    for (const workspace of hint.members) feed().hub.hint(workspace, true);
  });
  let looking = Promise.resolve();
  let callOffLook = (): void => undefined;
  function lookLater(): void {
    if (closed) return;
    callOffLook = after(LOOK_MS, () => {
      looking = feed().look().catch(failed).then(lookLater);
    });
  }
  lookLater();

  return {
    sent(workspace, { membersChanged }) {
      due.set(workspace, (due.get(workspace) ?? false) || membersChanged);
      soon();
    },
    async close() {
      closed = true;
      callOffLook();
      await looking;
      callOff?.();
      await telling;
      await tell();
      await silence();
    },
  };
}
