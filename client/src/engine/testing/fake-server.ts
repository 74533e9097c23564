// A server of one workspace for tests of the engine: it judges with the production door, keeps one bucket and speaks
// the protocol. The real feed is tested with the real engine in the simulator.
import { judge, refusal, viewerOf } from "@outrider/shared/access";
import { DAY_MS, err } from "@outrider/shared/kernel";
import { askedWords, nameFound, nameOf } from "@outrider/shared/projection";
import { type Asked, type Bye, type Down, parseUp, type Up, type Verdict } from "@outrider/shared/protocol";
import { emptyRecord, type Group, originOf, pack, type RecordState, textOf } from "@outrider/shared/records";
import { rowSum, addSum } from "@outrider/shared/sync";
import { editWhy, type Value } from "@outrider/shared/schema";
import type { Connect, SocketEvents } from "../ports.ts";

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const ADA = uuid(1);
export const BOB = uuid(2);
export const PIPELINE = uuid(10);
export const STAGE = uuid(11);
export const WON = uuid(12);

export interface FakeServer {
  readonly connect: Connect;
  readonly records: ReadonlyMap<string, RecordState>;
  /** Every message heard, with the size of its frame in bytes. */
  readonly heard: readonly { readonly message: Up; readonly bytes: number }[];
  readonly applied: readonly Group[];
  up: boolean;
  /** Refuses people instead of letting them in. */
  signedOut: boolean;
  /** Says that this person is of the workspace no more, when the device asks for a connection. */
  left: boolean;
  /** Answers pushes only while true. */
  judging: boolean;
  /** Hears and says nothing, and does not close either. */
  mute: boolean;
  /** Rows in each page. */
  pageSize: number;
  /** What the server forgets in a rewind: from now on everybody is asked to send again. */
  rewind(): void;
  nextDevice: string;
  /** A device that comes again is called as before, whatever the next one is called. */
  keepsNames: boolean;
  /** Writes as the server itself. */
  write(kind: RecordState["kind"], id: string, values: Readonly<Record<string, Value>>, by?: string): void;
  drop(id: string): void;
  bye(message: Bye): void;
  cut(): void;
  /** Lies about the checksum of the next checkpoint. */
  wrongSum: boolean;
  /** A new device is sent so many of the newest records and the definitions; null: all. */
  bound: number | null;
}

export function createFakeServer(now: () => number): FakeServer {
  const records = new Map<string, RecordState>();
  const seqs = new Map<string, number>();
  const gone = new Map<string, number>();
  const verdicts = new Map<string, Verdict>();
  const heard: { message: Up; bytes: number }[] = [];
  const applied: Group[] = [];
  const lines = new Set<Line>();
  let seq = 0;
  let boot = "boot-1";
  let resendWithin: number | null = null;
  let rotation = 0;
  interface Line { readonly events: SocketEvents; device: string; at: number; live: boolean; judged: number; below: number }

  const read = (id: string): RecordState | undefined => records.get(id);
  const keep = (state: RecordState): void => {
    seq += 1;
    records.set(state.id, state);
    seqs.set(state.id, seq);
    gone.delete(state.id);
  };

  const say = (line: Line, ...messages: Down[]): void => {
    if (lines.has(line) && !server.mute) line.events.message(JSON.stringify(messages));
  };

  function pages(line: Line): void {
    if (line.at === 0 && server.bound !== null) line.below = Math.max(1, seq - server.bound + 1);
    const isDefinition = (id: string): boolean => ["member", "pipeline", "stage"].includes(records.get(id)?.kind ?? "");
    const rows = [...seqs].filter(([id, at]) => at > line.at && (at >= line.below || isDefinition(id))).sort((a, b) => a[1] - b[1]);
    const left = [...gone].filter(([, at]) => at > line.at).map(([id, at]) => ({ id, bucket: "w", seq: at }));
    const cursor = (at: number) => ({ boot, lanes: [{ buckets: ["w"], seq: at, ...(line.below > 0 && { below: line.below, rest: server.bound ?? 0 }) }] });
    for (let from = 0; from < rows.length; from += server.pageSize) {
      const part = rows.slice(from, from + server.pageSize);
      const end = from + server.pageSize >= rows.length ? seq : (part.at(-1)?.[1] ?? seq);
      say(line, { t: "page", cursor: cursor(end), gone: [], rows: part.map(([id, at]) => ({ places: [["w", at]], record: pack(records.get(id) as RecordState) })) });
    }
    if (left.length > 0) say(line, { t: "page", cursor: cursor(seq), gone: left, rows: [] });
    line.at = seq;
    const counted = [...seqs].filter(([, at]) => at >= line.below);
    const sum = counted.reduce((total, [id, at]) => addSum(total, rowSum(id, at)), 0);
    say(line, { t: "checkpoint", cursor: cursor(seq), applied: line.judged, sums: { w: [counted.length, server.wrongSum ? sum + 1 : sum] } });
    server.wrongSum = false;
  }

  /** Nothing of the feed goes out while what was lost comes back. */
  const tell = (): void => {
    for (const line of resendWithin === null ? lines : []) if (line.live) pages(line);
  };

  function judgeGroup(group: Group, device: string): Verdict {
    const known = verdicts.get(group.id);
    if (known) return known;
    const stamp = { at: now(), origin: originOf(device, group.counter), by: ADA };
    const viewer = viewerOf(ADA, read);
    const judged = viewer ? judge(group, { viewer, read, stamp }) : err(refusal("deactivated", editWhy("not-a-member")));
    let verdict: Verdict;
    if (judged.ok) {
      for (const state of judged.value.after.values()) keep(state);
      applied.push(group);
      const receipt = { group: group.id, device, by: ADA, counter: group.counter, at: stamp.at, except: judged.value.except };
      verdict = { group: group.id, counter: group.counter, result: "applied", seq, receipt, signature: "signed", conflicts: judged.value.conflicts };
    } else verdict = { group: group.id, counter: group.counter, result: "refused", refusal: judged.error };
    verdicts.set(group.id, verdict);
    return verdict;
  }

  function found(what: Asked): RecordState[] {
    return [...records.values()].filter((state) => {
      if ("ids" in what) return what.ids.includes(state.id);
      if ("root" in what) return state.id === what.root || textOf(state, "root") === what.root;
      if ("kind" in what) return state.kind === what.kind && (seqs.get(state.id) ?? 0) < what.before;
      return what.kinds.includes(state.kind) && nameFound(nameOf(state) ?? "", askedWords(what.words));
    });
  }

  function hear(line: Line, message: Up): void {
    switch (message.t) {
      case "hello": {
        line.device = (server.keepsNames && message.device?.id) || server.nextDevice;
        line.at = message.cursor?.boot === boot ? (message.cursor.lanes[0]?.seq ?? 0) : 0;
        line.below = message.cursor?.lanes[0]?.below ?? 0;
        line.judged = message.acked;
        line.live = true;
        const device = { id: line.device, token: `token-${++rotation}` };
        say(line, { t: "welcome", protocol: 1, schema: 1, device, now: now(), applied: 0, fresh: line.at === 0 ? ["w"] : [], resendWithin, total: [...seqs.values()].filter((at) => at > line.at).length });
        return resendWithin === null ? pages(line) : undefined;
      }
      case "push": {
        if (!server.judging) return;
        const answers = message.groups.map((group) => judgeGroup(group, line.device));
        line.judged = Math.max(line.judged, ...answers.map(({ counter }) => counter));
        say(line, { t: "verdicts", verdicts: answers });
        return tell();
      }
      case "resend":
        for (const { group } of message.items) judgeGroup(group, line.device);
        if (message.items.length === 0) resendWithin = null;
        return tell();
      case "enter":
      case "leave":
      case "aware":
        return;
      case "reload":
        line.at = 0;
        say(line, { t: "fresh", buckets: message.buckets });
        return pages(line);
      case "ask": {
        if (!server.judging) return;
        const rows = found(message.what).sort((a, b) => (seqs.get(b.id) ?? 0) - (seqs.get(a.id) ?? 0));
        const page = "kind" in message.what ? rows.slice(0, server.pageSize) : rows;
        const whole = page.length === rows.length;
        return say(line, {
          t: "answer", id: message.id, whole, ...(!whole && { next: seqs.get(page.at(-1)?.id ?? "") ?? 0 }),
          rows: page.map((state) => ({ places: [["w", seqs.get(state.id) ?? 0]], record: pack(state) })),
        });
      }
      case "ping":
        return say(line, { t: "pong" });
      case "confirm":
        return;
    }
  }

  const server: FakeServer = {
    connect(events) {
      const line: Line = { events, device: "", at: 0, live: false, judged: 0, below: 0 };
      queueMicrotask(() => {
        if (server.left) events.closed("left");
        else if (server.signedOut) events.closed("signed-out");
        else if (!server.up) events.closed("lost");
        else {
          lines.add(line);
          events.opened();
        }
      });
      return {
        send(frame) {
          const parsed = parseUp(frame);
          if (!parsed.ok) throw new Error(parsed.error);
          for (const message of parsed.value) {
            heard.push({ message, bytes: new TextEncoder().encode(frame).length });
            queueMicrotask(() => {
              if (lines.has(line) && !server.mute) hear(line, message);
            });
          }
        },
        close: () => void lines.delete(line),
      };
    },
    records, heard, applied,
    up: true, signedOut: false, left: false, judging: true, mute: false, pageSize: 100, nextDevice: "device-1", keepsNames: false, wrongSum: false, bound: null,
    rewind() {
      boot = `${boot}'`;
      resendWithin = 14 * DAY_MS;
      for (const group of applied.splice(0)) {
        verdicts.delete(group.id);
        for (const { id, create } of group.changes) if (create) [records, seqs].forEach((map) => map.delete(id));
      }
    },
    write(kind, id, values, by = BOB) {
      const fields = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, at: now(), origin: `server.${seq + 1}`, by }]));
      const before = records.get(id) ?? emptyRecord(id, kind);
      keep({ ...before, fields: { ...before.fields, ...fields } });
      tell();
    },
    drop(id) {
      seq += 1;
      records.delete(id);
      seqs.delete(id);
      gone.set(id, seq);
      tell();
    },
    bye(message) {
      for (const line of lines) say(line, message);
    },
    cut() {
      const open = [...lines];
      lines.clear();
      for (const { events } of open) events.closed("lost");
    },
  };
  for (const [id, name, role] of [[ADA, "Ada", "admin"], [BOB, "Bob", "exec"]] as const) server.write("member", id, { name, role, team: "north", active: true });
  server.write("pipeline", PIPELINE, { name: "Sales", order: 1 });
  server.write("stage", STAGE, { name: "Proposal", pipeline: PIPELINE, order: 1, probability: 40, outcome: "open" });
  server.write("stage", WON, { name: "Won", pipeline: PIPELINE, order: 2, probability: 100, outcome: "won" });
  return server;
}
