// Another program in the room of a rich text: it speaks y-websocket and goes through the same door as a device. Invariants:
// what it sends is one untrusted update each, walked, tried, judged and committed before anybody is told; of what it answers
// to a handshake only its own is taken; it is told nothing of a text that its person may not see. After a refusal its copy
// is not what stands any more, so the connection ends with the reason.
import {
  clocksOf, keepOnly, missingFrom, readYMessage, step1Frame, step2Frame, toBase64, vectorOf, type YMessage,
} from "@outrider/shared/bodies";
import { bodyId, creationOf } from "@outrider/shared/commands";
import { type Aware, type ByeCode, isRecordId } from "@outrider/shared/protocol";
import { type Change, type Group, textOf } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { NO_MEMBER, type FeedSession, type SessionDeps, type Who } from "../feed/feed-session-port.ts";
import type { FeedStore, Head } from "../feed/feed-store.ts";
import { createFollowing } from "../feed/following.ts";
import { authorOf } from "../feed/typing.ts";
import type { Bodies } from "./bodies.ts";
import { createSessionRooms } from "./session-rooms.ts";
import { editFrame } from "./told.ts";
import { createYPresence } from "./y-presence.ts";

export interface YWire { send(frame: Uint8Array): void; close(code: number, reason: string): void; buffered(): number }

export interface YSession extends FeedSession { frame(bytes: Uint8Array): void }

/** A record, and what its text is to it. */
export interface YRoom { readonly about: string; readonly slot: string }

/** The room that an address names; null where it is none. */
export function roomOf(path: string): YRoom | null {
  const [about = "", slot = "", ...more] = path.split("/");
  return isRecordId(about) && /^[a-z]{1,20}$/.test(slot) && more.length === 0 ? { about, slot } : null;
}

export type YSessionDeps = Pick<SessionDeps, "pipeline" | "presence" | "now" | "isLive" | "log" | "inspect" | "refused" | "audit"> & {
  readonly store: Pick<FeedStore, "find" | "members" | "page" | "transact" | "typed">;
  readonly state: Bodies["state"];
  readonly newId: () => string;
};

const HIGH_WATER = 4 * 1024 * 1024;
const CLOSE = { refused: 4403, bad: 4400, notFound: 4404, slow: 1013 } as const;

export function createYSession(deps: YSessionDeps, who: Who, { about, slot }: YRoom, wire: YWire, onEnd: () => void): YSession {
  const { workspace, user } = who;
  const body = bodyId(about, slot);
  /** Its clients are one sign-in's, and no device's. */
  const device = `y-${who.session}`.replace(/[^\w-]/g, "").slice(0, 40);
  const following = createFollowing(deps, who);
  /** What is followed is being looked at again so many times; `due`: the last of them has not begun. */
  let refollowing = 0;
  let due = false;
  /** Of every commit up to here this connection was told, or has looked since. */
  let heard = -1;
  /** Updates of this connection that are being judged or have just been. */
  const own = new Set<string>();
  const others = createYPresence(deps.now);
  /** The text is there. It is asked once: should it go, the door says so of the next edit. */
  let begun = false;
  let ended = false;
  let incoming: Promise<void> = begin().catch(broken);

  const send = (frame: Uint8Array): void => {
    if (ended) return;
    if (wire.buffered() > HIGH_WATER) return end(CLOSE.slow, "too slow");
    wire.send(frame);
  };

  function end(code: number, reason: string): void {
    if (ended) return;
    ended = true;
    rooms.close();
    wire.close(code, reason.slice(0, 120));
    onEnd();
  }

  function broken(error: unknown): void {
    deps.log("room.y-failed", { error });
    end(CLOSE.slow, "busy");
  }

  const rooms = createSessionRooms({
    store: deps.store, presence: deps.presence, workspace, user, now: deps.now, failed: broken,
    // Two programs of one sign-in hear each other: what each typed itself is told apart below.
    device: () => null, buckets: () => following.buckets, follows: following.has, membersSeq: () => following.membersSeq, isSure: () => refollowing === 0,
    lookAtMembers: () => refollow(),
    send(told) {
      if (told.t === "aware") showing(others.show(told.who, told.whole === true));
      else if (!own.delete(told.edit.update)) showing(editFrame(told.edit));
    },
  });

  function showing(frame: Uint8Array | null): void {
    if (frame) send(frame);
  }

  async function begin(): Promise<void> {
    if (!(await following.refresh())) return end(CLOSE.refused, NO_MEMBER);
    heard = Math.max(heard, following.seq);
    if (!(await isVisible())) return end(CLOSE.notFound, "There is no such record, or you may not see it.");
    // First in, then what stands: what is typed between the two comes twice, and is the same.
    rooms.enter(body);
    send(step1Frame(vectorOf(await deps.state(workspace, body))));
  }

  async function isVisible(): Promise<boolean> {
    const { rows } = await deps.store.find(workspace, following.buckets, { ids: [about] }, 1);
    return rows.length > 0;
  }

  async function onMessage(message: YMessage): Promise<void> {
    switch (message.is) {
      case "step1":
        if (!(await isVisible())) return end(CLOSE.notFound, "There is no such record, or you may not see it.");
        return send(step2Frame(missingFrom(await deps.state(workspace, body), message.vector)));
      case "step2":
        return await take(await ownOf(message.update));
      case "update":
        return await take(message.update);
      case "awareness":
        for (const state of others.ownOf(message.states)) {
          const refused = rooms.aware({ t: "aware", room: body, ...state } as Aware);
          if (refused !== null) deps.audit?.("presence-refused", who, { device, room: body, why: refused });
        }
        return;
      case "query-awareness":
      case "other":
        return;
    }
  }

  /** Of a step of the handshake what is this program's own to say, and not known here yet. */
  async function ownOf(update: Uint8Array): Promise<Uint8Array | null> {
    const state = await deps.state(workspace, body);
    const standing = clocksOf(state);
    const known = await deps.store.transact(workspace, (tx) => tx.bodies([body]));
    const clients = known.get(body)?.clients ?? {};
    const mine = authorOf(user, device);
    const said = keepOnly(update, (client) => (Object.hasOwn(clients, client) ? clients[client]?.[1] === mine : !standing.has(client)), (client) => standing.get(client) ?? 0);
    return said && missingFrom(said, vectorOf(state));
  }

  async function take(update: Uint8Array | null): Promise<void> {
    if (!update || isNothing(update)) return;
    const typed = { update: toBase64(update) };
    own.add(typed.update);
    const change = await changeOf(typed);
    if (change === null) return end(CLOSE.notFound, "There is no such record, or you may not see it.");
    const group: Group = { id: deps.newId(), counter: 1, at: deps.now(), schema: SCHEMA_VERSION, command: "typeInto", changes: [change] };
    const [fault = null] = deps.inspect ? await deps.inspect(workspace, [group]) : [];
    const result = await deps.pipeline.submit(workspace, { from: "guest", group, device, user, fault });
    if (result.kind === "verdict" && result.verdict.result === "applied") return void (begun = true);
    deps.refused?.(workspace, group);
    const refusal = result.kind === "verdict" && result.verdict.result === "refused" ? result.verdict.refusal : null;
    deps.audit?.("typing-refused", who, { device, room: body, code: refusal?.code ?? result.kind, why: refusal?.message ?? "" });
    end(CLOSE.refused, refusal?.message ?? "It could not be taken.");
  }

  /** The edit that types this; null where there is no such record. */
  async function changeOf(typed: { readonly update: string }): Promise<Change | null> {
    if (!begun) {
      // Started together, they are one trip to the database.
      const [[record], [root]] = await deps.store.transact(workspace, (tx) => Promise.all([tx.records([body]), tx.records([about])]));
      if (!root) return null;
      if (!record) return { ...creationOf(body, { kind: "body", values: { root: textOf(root, "root") || about, about, slot } }), ...typed };
      begun = true;
    }
    return { id: body, kind: "body", ...typed };
  }

  function refollow(): void {
    if (due) return;
    due = true;
    refollowing += 1;
    incoming = incoming.then(async () => {
      due = false;
      if (ended) return;
      const found = await following.refresh();
      heard = Math.max(heard, following.seq);
      refollowing -= 1;
      if (!found) return end(CLOSE.refused, NO_MEMBER);
      if (!(await isVisible())) end(CLOSE.notFound, "There is no such record, or you may not see it.");
      else rooms.lookAgain();
      if (!ended) showing(others.again());
    }).catch(broken);
  }

  /** Hundreds may be here: whoever missed nothing asks nothing. */
  function catchUp({ seq, membersSeq }: Pick<Head, "seq" | "membersSeq">): void {
    if (seq > heard || membersSeq !== following.membersSeq) return refollow();
    incoming = incoming.then(() => {
      if (!ended) showing(others.again());
    }).catch(broken);
  }

  return {
    who,
    device: () => null,
    isBehind: () => false,
    receive: () => end(CLOSE.bad, "Frames are binary."),
    frame(bytes) {
      if (ended) return;
      const message = readYMessage(bytes);
      if (!message) return end(CLOSE.bad, "This is no frame of y-websocket.");
      incoming = incoming.then(async () => {
        if (ended) return;
        if (!(await deps.isLive(who.session))) return end(4401, "the session ended");
        await onMessage(message);
      }).catch(broken);
    },
    committed(committed) {
      if (ended) return;
      // Another server may have changed who belongs where, and its hint be on its way.
      const moved = committed.membersSeq !== following.membersSeq;
      if (committed.after <= heard) heard = Math.max(heard, committed.upTo);
      rooms.committed(committed, !moved);
      if (moved || committed.gone.some(({ record }) => record === about || record === body)) refollow();
    },
    wake: refollow,
    catchUp,
    bye: (code: ByeCode, message) => end(code === "busy" ? CLOSE.slow : CLOSE.refused, message),
    closed() {
      ended = true;
      rooms.close();
      onEnd();
    },
  };
}

const isNothing = (update: Uint8Array): boolean => update.length <= 2 && update.every((byte) => byte === 0);
