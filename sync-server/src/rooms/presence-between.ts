// Presence between servers of one database: each tells the others what those in its rooms show, gathered for a moment,
// and all of it again now and then. What is lost, comes twice or late is put right by the next telling; a server that
// falls silent is forgotten with its people. Nothing here is kept, and no document hangs on it.
import type { Present } from "@outrider/shared/protocol";
import type { HintBus } from "../feed/hint-bus.ts";
import type { Presence, PresenceEvents } from "./presence.ts";

export interface PresenceBetween extends Required<PresenceEvents> {
  /** Begins to hear and to tell. */
  open(presence: Presence): Promise<void>;
  close(): Promise<void>;
}

export interface PresenceBetweenDeps {
  readonly bus: HintBus;
  /** This server's name among those that share the database. */
  readonly self: string;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly failed: (error: unknown) => void;
}

const GATHER_MS = 50;
const AGAIN_MS = 15_000;
const SILENT_MS = 40_000;

/** `ask`: who is in this room, elsewhere? */
interface Told { readonly self: string; readonly workspace: string; readonly room: string; readonly who: readonly Present[]; readonly ask?: boolean }

/** Anybody who may connect to the database may send: what is not of this form is passed over. */
function read(text: string): Told | null {
  try {
    const { self, workspace, room, who, ask } = JSON.parse(text) as Partial<Record<keyof Told, unknown>>;
    const fits = typeof self === "string" && typeof workspace === "string" && typeof room === "string" && Array.isArray(who) && who.every(isPresent);
    return fits ? { self, workspace, room, who: who as Present[], ...(ask === true && { ask }) } : null;
  } catch {
    return null;
  }
}

const isPresent = (one: unknown): one is Present => {
  const { client, clock, user, state } = (one ?? {}) as Partial<Record<keyof Present, unknown>>;
  return typeof client === "number" && typeof clock === "number" && typeof user === "string" && typeof state === "object";
};

export function createPresenceBetween({ bus, self, now, after, failed }: PresenceBetweenDeps): PresenceBetween {
  const due = new Map<string, { readonly workspace: string; readonly room: string; readonly who: Map<number, Present>; ask: boolean }>();
  let presence: Presence | null = null;
  let silence: () => Promise<void> = () => Promise.resolve();
  let callOff: (() => void) | null = null;
  let callOffAgain: () => void = () => undefined;
  let telling = Promise.resolve();
  let closed = false;

  function note(workspace: string, room: string, who: readonly Present[], ask = false): void {
    if (closed) return;
    const key = `${workspace} ${room}`;
    const news = due.get(key) ?? { workspace, room, who: new Map(), ask: false };
    for (const present of who) news.who.set(present.client, present);
    news.ask ||= ask;
    due.set(key, news);
    callOff ??= after(GATHER_MS, () => {
      callOff = null;
      const texts = [...due.values()].flatMap(textsOf);
      due.clear();
      telling = telling.then(async () => {
        for (const text of texts) await bus.tell(text);
      }).catch(failed);
    });
  }

  /** As many as the bus takes at once. */
  function textsOf({ workspace, room, who, ask }: { readonly workspace: string; readonly room: string; readonly who: ReadonlyMap<number, Present>; readonly ask: boolean }): string[] {
    const text = (some: readonly Present[]): string => JSON.stringify({ self, workspace, room, who: some, ...(ask && { ask }) } satisfies Told);
    const texts: string[] = [];
    let part: Present[] = [];
    for (const present of who.values()) {
      if (part.length > 0 && Buffer.byteLength(text([...part, present])) > bus.longest) {
        texts.push(text(part));
        part = [];
      }
      part.push(present);
    }
    if (part.length > 0 || ask) texts.push(text(part));
    return texts.filter((one) => Buffer.byteLength(one) <= bus.longest);
  }

  function tellAgain(): void {
    if (closed) return;
    callOffAgain = after(AGAIN_MS, () => {
      for (const { workspace, room, who } of presence?.here() ?? []) if (who.length > 0) note(workspace, room, who);
      presence?.forgetElsewhere(now() - SILENT_MS);
      tellAgain();
    });
  }

  return {
    shown: note,
    opened: (workspace, room) => note(workspace, room, [], true),
    async open(of) {
      presence = of;
      silence = await bus.hear((text) => {
        const told = read(text);
        if (!told || told.self === self || closed) return;
        of.elsewhere(told.self, told.workspace, told.room, told.who, now());
        if (!told.ask) return;
        for (const { workspace, room, who } of of.here()) if (workspace === told.workspace && room === told.room && who.length > 0) note(workspace, room, who);
      });
      tellAgain();
    },
    async close() {
      closed = true;
      callOff?.();
      callOffAgain();
      await telling;
      await silence();
    },
  };
}
