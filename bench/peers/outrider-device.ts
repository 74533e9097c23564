// Owns a device that keeps nothing on a disk: the production session machine and replica, so that two hundred fit into
// one process. What the engine makes durable first and then shows, it shows at once; all else is the same code.
import { type Down, type Verdict } from "@outrider/shared/protocol";
import { type Change, type Group } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { createReplica, initialSession, type Plan, type Replica, session, type SessionEffect, type SessionEvent } from "@outrider/shared/sync";
import { randomUUID } from "node:crypto";
import type { Account } from "../../tests/devices/account.ts";
import { connectTo } from "../../tests/devices/node-world.ts";
import type { At } from "../peer.ts";
import { originOf } from "./outrider-accounts.ts";

export interface Device {
  readonly replica: Replica;
  /** Groups, each judged here as the server will judge it unless `unjudged`, sent together. Answers the first's counter. */
  readonly edit: (groups: readonly (readonly Change[])[], unjudged?: "unjudged") => number;
  readonly close: () => void;
}

export interface Hears {
  /** Records that may look different on this device now. */
  readonly changed?: (ids: ReadonlySet<string>) => void;
  readonly verdicts?: (verdicts: readonly Verdict[]) => void;
}

const frameOf = (message: unknown): string => JSON.stringify([message]);

/** Opens the device; resolves when it holds all there is. */
export const openDevice = (at: At, account: Account, hears: Hears = {}): Promise<Device> =>
  new Promise((resolve, reject) => {
    const outbox = new Map<number, Group>();
    let offset = 0;
    let state = initialSession({ device: null, cursor: null, last: 0, acked: 0 });
    const replica = createReplica({ user: account.user, offset: () => offset });

    const dispatch = (event: SessionEvent): void => {
      const step = session(state, event);
      state = step.state;
      for (const effect of step.effects) carryOut(effect);
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
      for (let from = 0; from < groups.length; from += 500) {
        socket.send(frameOf({ t: "push", now: Date.now(), groups: groups.slice(from, from + 500) }));
      }
    };

    const carryOut = (effect: SessionEffect): void => {
      switch (effect.do) {
        case "answer":
          return;
        case "send":
          return socket.send(frameOf(effect.message));
        case "push":
          return push(effect.after, effect.upTo);
        case "adopt":
          offset = effect.welcome.now - Date.now();
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
        case "checkpoint":
          keep(replica.checkpoint(effect.checkpoint), effect.checkpoint.applied);
          return resolve(device);
        case "resend":
        case "wipe":
          return reject(new Error(`a device of the bench was told to ${effect.do}`));
        case "connect":
        case "disconnect":
          return;
      }
    };

    const device: Device = {
      replica,
      edit: (groups, unjudged) => {
        const id = state.device?.id ?? "";
        const first = state.last + 1;
        for (const [index, changes] of groups.entries()) {
          const group: Group = { id: randomUUID(), counter: first + index, at: Date.now(), schema: SCHEMA_VERSION, command: "edit", changes };
          const judged = unjudged === undefined ? replica.admit(group, id) : undefined;
          if (judged?.ok === false) throw new Error(judged.error.message);
          outbox.set(group.counter, group);
        }
        dispatch({ type: "made", last: first + groups.length - 1 });
        return first;
      },
      close: () => socket.close(),
    };

    dispatch({ type: "start", now: Date.now() });
    const socket = connectTo(originOf(at), account)({
      opened: () => dispatch({ type: "opened", now: Date.now() }),
      message: (text) => {
        for (const message of JSON.parse(text) as readonly Down[]) dispatch({ type: "message", message, now: Date.now() });
        if (state.bye !== null) reject(new Error(`the server said ${state.bye.code}: ${state.bye.message}`));
      },
      closed: () => reject(new Error("the connection was lost")),
    }, null);
  });
