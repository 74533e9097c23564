// A device that keeps nothing on a disk: the production session machine and replica, so that a thousand fit into one
// process. What the engine makes durable first and then shows, it shows at once; all else is the same code. It connects
// when it is told to and never by itself, so that a test or a bench decides when it is away.
import { randomUUID } from "node:crypto";
import type { World } from "@outrider/client/engine";
import type { Down, Verdict } from "@outrider/shared/protocol";
import type { Change, Group } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { createReplica, initialSession, type Plan, type Replica, session, type SessionEffect, type SessionEvent } from "@outrider/shared/sync";
import type { Account } from "./account.ts";
import { connectTo } from "./node-world.ts";

export interface LightDevice {
  readonly replica: Replica;
  /** Groups, each judged here as the server will judge it unless `unjudged`, sent together. Answers the first's counter. */
  readonly edit: (groups: readonly (readonly Change[])[], unjudged?: "unjudged") => number;
  /** Edits that the server has not said to be part of what it sent. */
  readonly waiting: () => number;
  /** Resolves when the device holds all there is; rejects where the connection does not get there. */
  readonly connect: () => Promise<void>;
  readonly close: () => void;
}

export interface Hears {
  /** Records that may look different on this device now. */
  readonly changed?: (ids: ReadonlySet<string>) => void;
  readonly verdicts?: (verdicts: readonly Verdict[]) => void;
  /** The connection is gone after the device held all there was; it is not tried again by itself. */
  readonly lost?: (why: Error) => void;
  /** Frames that go out, by the edits in them. */
  readonly sent?: (groups: readonly Group[]) => void;
}

export interface LightWorld { readonly user: string; readonly connect: World["connect"]; readonly now?: () => number }

/** Edits in one frame: a frame is bounded. */
const IN_A_FRAME = 500;
const frameOf = (message: unknown): string => JSON.stringify([message]);

export function createLightDevice({ user, connect, now = Date.now }: LightWorld, hears: Hears = {}): LightDevice {
  const outbox = new Map<number, Group>();
  let offset = 0;
  let state = initialSession({ device: null, cursor: null, last: 0, acked: 0 });
  let socket: ReturnType<World["connect"]> | null = null;
  let arrived: (() => void) | null = null;
  let failed: ((why: Error) => void) | null = null;
  const replica = createReplica({ user, offset: () => offset });

  const dispatch = (event: SessionEvent): void => {
    const step = session(state, event);
    state = step.state;
    for (const effect of step.effects) carryOut(effect);
  };

  const hangUp = (): void => {
    socket?.close();
    socket = null;
  };

  const end = (why: Error): void => {
    hangUp();
    state = { ...state, phase: "stopped" };
    const tell = failed ?? hears.lost;
    [arrived, failed] = [null, null];
    tell?.(why);
  };

  const keep = (plan: Plan, applied: number): void => {
    const settled = [...outbox.keys()].filter((counter) => counter <= applied);
    for (const counter of settled) outbox.delete(counter);
    const changed = replica.commit(plan, settled);
    dispatch({ type: "kept", cursor: plan.cursor });
    hears.changed?.(changed);
  };

  const push = (after: number, upTo: number): void => {
    const groups: Group[] = [];
    for (let counter = after + 1; counter <= upTo; counter++) {
      const group = outbox.get(counter);
      if (group !== undefined) groups.push(group);
    }
    for (let from = 0; from < groups.length; from += IN_A_FRAME) {
      const some = groups.slice(from, from + IN_A_FRAME);
      socket?.send(frameOf({ t: "push", now: now(), groups: some }));
      hears.sent?.(some);
    }
  };

  const open = (): void => {
    let mine: typeof socket = null;
    const current = (): boolean => mine !== null && mine === socket;
    mine = connect({
      opened: () => current() && dispatch({ type: "opened", now: now() }),
      message: (text) => {
        for (const message of JSON.parse(text) as readonly Down[]) if (current()) dispatch({ type: "message", message, now: now() });
      },
      closed: (reason) => current() && end(new Error(`the connection was ${reason}${state.bye === null ? "" : `: ${state.bye.code}, ${state.bye.message}`}`)),
    }, null);
    socket = mine;
  };

  const carryOut = (effect: SessionEffect): void => {
    switch (effect.do) {
      // It looks into no room and keeps nothing that would have to go.
      case "answer":
      case "typed":
      case "aware":
        return;
      case "connect":
        return open();
      case "disconnect":
        return state.phase === "stopped" ? hangUp() : end(new Error(state.bye === null ? "the server was silent" : `the server said ${state.bye.code}: ${state.bye.message}`));
      case "send":
        socket?.send(frameOf(effect.message));
        return;
      case "push":
        return push(effect.after, effect.upTo);
      case "adopt":
        offset = effect.welcome.now - now();
        return replica.restart();
      case "fresh":
        return replica.fresh(effect.buckets);
      case "verdicts": {
        const refused = effect.verdicts.filter(({ result }) => result === "refused").map(({ counter }) => counter);
        for (const counter of refused) outbox.delete(counter);
        if (refused.length > 0) replica.withdraw(refused);
        return hears.verdicts?.(effect.verdicts);
      }
      case "page": {
        const plan = replica.page(effect.page);
        if (plan) keep(plan, 0);
        return;
      }
      case "checkpoint": {
        keep(replica.checkpoint(effect.checkpoint), effect.checkpoint.applied);
        const tell = arrived;
        [arrived, failed] = [null, null];
        return tell?.();
      }
      case "resend":
      case "clear":
      case "wipe":
        return end(new Error(`a device without a disk was told to ${effect.do}`));
    }
  };

  return {
    replica,
    edit(groups, unjudged) {
      const id = state.device?.id ?? "";
      const first = state.last + 1;
      for (const [index, changes] of groups.entries()) {
        const group: Group = { id: randomUUID(), counter: first + index, at: now(), schema: SCHEMA_VERSION, command: "edit", changes };
        const judged = unjudged === undefined ? replica.admit(group, id) : undefined;
        if (judged?.ok === false) throw new Error(judged.error.message);
        outbox.set(group.counter, group);
      }
      dispatch({ type: "made", last: first + groups.length - 1 });
      return first;
    },
    waiting: () => outbox.size,
    connect: () =>
      new Promise((resolve, reject) => {
        [arrived, failed] = [resolve, reject];
        dispatch({ type: "start", now: now() });
      }),
    close: () => dispatch({ type: "stop" }),
  };
}

/** Opens a device on a server; resolves when it holds all there is. */
export async function openLightDevice(origin: string, account: Account, hears: Hears = {}): Promise<LightDevice> {
  const device = createLightDevice({ user: account.user, connect: connectTo(origin, account) }, hears);
  await device.connect();
  return device;
}
