// A server in memory and the devices of its members, as far as pure code goes: commands decide, the door judges, states
// are written. It has no network and no faults: the simulator has those.
import { judge, type Judgement, maySee, notFound, type Refusal, type Viewer, viewerOf } from "@outrider/shared/access";
import { type Call, decide, type Undoable, undoable } from "@outrider/shared/commands";
import { derivedId, err, ok, type Result } from "@outrider/shared/kernel";
import { type Change, type Group, originOf, type Read, type RecordState } from "@outrider/shared/records";
import { KINDS, SCHEMA_VERSION } from "@outrider/shared/schema";
import { createTestClock, type TestClock } from "./test-clock.ts";

/** An edit on its way to the server. */
export interface Sent { readonly group: Group; readonly by: string; readonly device: string; readonly at: number; readonly undo: Undoable }

export interface TestDevice {
  readonly read: Read;
  /** Decides on what this device shows, lays the edit over it, and answers what is to be sent. */
  act(call: Call): Result<Sent, Refusal>;
  /** The same for changes that no command would decide on. */
  write(changes: readonly Change[]): Result<Sent, Refusal>;
  /** Forgets what it held and takes what the server has for its member. */
  catchUp(): void;
}

export interface TestWorld {
  readonly clock: TestClock;
  readonly read: Read;
  all(): readonly RecordState[];
  put(...states: readonly RecordState[]): void;
  viewer(member: string): Viewer;
  device(member: string, name?: string): TestDevice;
  arrive(sent: Sent): Result<Judgement, Refusal>;
  /** Decides and arrives at once, on a device that is online. */
  act(member: string, call: Call): Result<Sent & { readonly judgement: Judgement }, Refusal>;
  /** Changes sent by a member as they are, past every command. */
  send(member: string, changes: readonly Change[]): Result<Judgement, Refusal>;
}

export function createTestWorld(clock: TestClock = createTestClock()): TestWorld {
  const records = new Map<string, RecordState>();
  const counters = new Map<string, number>();
  const read: Read = (id) => records.get(id);

  function groupOf(device: string, changes: readonly Change[], command: string): Group {
    const counter = (counters.get(device) ?? 0) + 1;
    counters.set(device, counter);
    return { id: derivedId(device, String(counter)), counter, at: clock.now(), schema: SCHEMA_VERSION, command, changes };
  }

  function viewer(member: string): Viewer {
    const found = viewerOf(member, read);
    if (!found) throw new Error(`${member} is no active member`);
    return found;
  }

  function device(member: string, name = `device-of-${member}`): TestDevice {
    const held = new Map<string, RecordState>();
    const readHeld: Read = (id) => held.get(id);
    function catchUp(): void {
      const actor = viewer(member);
      held.clear();
      for (const state of records.values()) if (maySee(actor, state, read)) held.set(state.id, state);
    }
    function write(changes: readonly Change[], command = "write"): Result<Sent, Refusal> {
      const group = groupOf(name, changes, command);
      const at = clock.now();
      const origin = originOf(name, group.counter);
      const undo = undoable(origin, changes, readHeld);
      const verdict = judge(group, { viewer: viewerOf(member, readHeld), read: readHeld, stamp: { at, origin, by: member } });
      if (!verdict.ok) return verdict;
      for (const [id, state] of verdict.value.after) held.set(id, state);
      return ok({ group, by: member, device: name, at, undo });
    }
    catchUp();
    return {
      read: readHeld,
      write,
      catchUp,
      act(call) {
        const actor = viewerOf(member, readHeld);
        if (!actor) return err(notFound());
        let made = 0;
        const newId = (): string => derivedId("made", name, String(counters.get(name) ?? 0), String(made++));
        const decided = decide(call, { actor, now: clock.now(), newId, read: readHeld });
        return decided.ok ? write(decided.value, call.name) : decided;
      },
    };
  }

  function arrive({ group, by, device: from, at }: Sent): Result<Judgement, Refusal> {
    const verdict = judge(group, { viewer: viewer(by), read, stamp: { at, origin: originOf(from, group.counter), by } });
    if (verdict.ok) for (const [id, state] of verdict.value.after) records.set(id, state);
    return verdict;
  }

  return {
    clock, read, viewer, device, arrive,
    all: () => [...records.values()].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1)),
    put: (...states) => {
      for (const state of states) records.set(state.id, state);
    },
    act(member, call) {
      clock.tick();
      const sent = device(member).act(call);
      if (!sent.ok) return sent;
      const judgement = arrive(sent.value);
      return judgement.ok ? ok({ ...sent.value, judgement: judgement.value }) : judgement;
    },
    send(member, changes) {
      clock.tick();
      const name = `device-of-${member}`;
      const group = groupOf(name, changes, "send");
      return arrive({ group, by: member, device: name, at: clock.now(), undo: undoable(originOf(name, group.counter), changes, read) });
    },
  };
}
