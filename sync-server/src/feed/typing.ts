// What is typed into rich texts within a batch: whether an update goes on from what stands, by whose hand, and what is to
// be kept of it. Invariants: a client of a document belongs to the author who used it first; no update is taken that leans
// on what is not here; what is taken and what is refused of one text says nothing of another.
// It reads an update only as far as `walkUpdate` does, which needs no document.
import { type Refusal, refusal } from "@outrider/shared/access";
import { type BodyFault, checkAgainst, fromBase64, type KnownClients, walkUpdate, type Walked } from "@outrider/shared/bodies";
import { err, ok, type Result } from "@outrider/shared/kernel";
import type { Change, Group } from "@outrider/shared/records";
import type { BodyRow, TypedRow } from "./feed-store.ts";

export interface Typing {
  /** Whether all that a group types may stand; answers what it leaves, to be kept once the group is applied. */
  judge(group: Group, author: string): Result<Typed, Refusal>;
  /** The same of what this server has acknowledged and lost: it leans on what may come back only after it. */
  recall(group: Group, author: string): Typed;
  keep(typed: Typed, seq: number): void;
  /** Rich texts whose clients changed, and the updates, in order. */
  readonly bodies: ReadonlyMap<string, BodyRow>;
  readonly typed: readonly TypedRow[];
}

type Clients = BodyRow["clients"];
export interface Typed { readonly items: readonly { readonly body: string; readonly clients: Clients; readonly update: string }[] }

const NOTHING: Typed = { items: [] };

/** A user on a device: what a client of a document is bound to. */
export const authorOf = (user: string, device: string): string => `${user} ${device}`;

export const badBody = ({ code, message }: BodyFault, index: number): Refusal => refusal("bad-body", { message, reason: `note.${code}` }, index);

/** Planted bugs, as of the door. */
interface TypingBugs { readonly unboundClients?: boolean; readonly acceptGaps?: boolean }

export function createTyping(known: ReadonlyMap<string, BodyRow>, bugs: TypingBugs = {}): Typing {
  const changed = new Map<string, BodyRow>();
  const kept: TypedRow[] = [];
  const clientsOf = (body: string): Clients => (changed.get(body) ?? known.get(body))?.clients ?? {};

  return {
    judge(group, author) {
      if (!types(group)) return ok(NOTHING);
      const items: Typed["items"][number][] = [];
      for (const [index, change] of group.changes.entries()) {
        if (change.update === undefined) continue;
        const walked = walkText(change.update);
        if (!walked.ok) return err(badBody(walked.error, index));
        const clients = clientsOf(change.id);
        const found = knownOf(clients, bugs.unboundClients ? author : undefined);
        const clocks = bugs.acceptGaps ? ok(clocksOf(walked.value)) : checkAgainst(walked.value, found, author);
        if (!clocks.ok) return err(badBody(clocks.error, index));
        items.push({ body: change.id, update: change.update, clients: advanced(clients, clocks.value, author) });
      }
      return ok({ items });
    },
    recall(group, author) {
      const items = group.changes.flatMap(({ id, update }: Change) => {
        const walked = update === undefined ? null : walkText(update);
        if (!walked?.ok || update === undefined) return [];
        return [{ body: id, update, clients: advanced(clientsOf(id), clocksOf(walked.value), author) }];
      });
      return { items };
    },
    keep({ items }, seq) {
      for (const { body, clients, update } of items) {
        changed.set(body, { id: body, clients });
        kept.push({ body, seq, update });
      }
    },
    bodies: changed,
    typed: kept,
  };
}

const types = (group: Group): boolean => group.changes.some(({ update }) => update !== undefined);

export function walkText(update: string): Result<Walked, BodyFault> {
  const bytes = fromBase64(update);
  return bytes ? walkUpdate(bytes) : err({ code: "malformed", message: "What was typed is not written as it should be." });
}

const clocksOf = ({ clients }: Walked): ReadonlyMap<number, number> => new Map([...clients].map(([client, { to }]) => [client, to]));

const knownOf = (clients: Clients, everybodys?: string): KnownClients =>
  new Map(Object.entries(clients).map(([client, [clock, author]]) => [Number(client), { clock, author: everybodys ?? author }]));

function advanced(clients: Clients, clocks: ReadonlyMap<number, number>, author: string): Clients {
  const next: Record<string, readonly [number, string]> = { ...clients };
  for (const [client, clock] of clocks) {
    const before = Object.hasOwn(clients, client) ? clients[client] : undefined;
    next[client] = [Math.max(clock, before?.[0] ?? 0), before?.[1] ?? author];
  }
  return next;
}
