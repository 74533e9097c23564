// Somebody who speaks the protocol by hand to find out what he may not see: cursors in other people's buckets, questions
// for every id there is, edits of and links to what is hidden, other people's edits, forged receipts, reloads of any
// bucket. He knows all ids (nobody should have to guess them for the rules to hold). What he is told is checked like
// every other frame.
import { derivedId, type Random } from "@outrider/shared/kernel";
import { type Down, PROTOCOL_VERSION, type Up } from "@outrider/shared/protocol";
import type { Change, Group, RecordState } from "@outrider/shared/records";
import { KINDS, SCHEMA_VERSION } from "@outrider/shared/schema";
import type { Host, Network } from "../network.ts";
import type { Scheduler } from "../scheduler.ts";
import { PEOPLE } from "./people.ts";

export interface Prober { start(): void; stop(): void; readonly sent: number }

export interface ProberDeps {
  readonly name: string;
  readonly user: string;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly host: () => Host;
  readonly records: () => ReadonlyMap<string, RecordState>;
  /** Groups that others have pushed. */
  readonly groups: () => readonly string[];
  /** Mean time between two messages, ms. */
  readonly pace: number;
}

export function createProber({ name, user, random, scheduler, network, host, records, groups, pace }: ProberDeps): Prober {
  let line: { send(text: string): void; close(): void } | null = null;
  let counter = 0;
  let sent = 0;
  let running = false;
  /** Whether the server has said who this is: before that it listens to nobody. */
  let greeted = false;
  let boot = "";
  const own = new Set<string>();

  const buckets = (): string[] => ["w", "a", ...PEOPLE.flatMap(({ id }) => [`u:${id}`, `s:${id}`])].filter(() => random.chance(0.7));
  const some = (): RecordState | undefined => {
    const all = [...records().values()];
    return all.length === 0 ? undefined : random.pick(all);
  };
  const send = (...messages: readonly Up[]): void => {
    sent += messages.length;
    line?.send(JSON.stringify(messages));
  };

  function group(changes: readonly Change[]): Group {
    counter += 1;
    const others = groups().filter((id) => !own.has(id));
    const id = random.chance(0.1) && others.length > 0 ? random.pick(others) : random.uuid();
    own.add(id);
    return { id, counter, at: scheduler.now(), schema: SCHEMA_VERSION, command: "edit", changes };
  }

  function change(): Change | null {
    const [target, other] = [some(), some()];
    if (!target || !other) return null;
    const base = random.chance(0.5) ? (Object.values(target.fields)[0]?.origin ?? null) : null;
    return random.pick<Change>([
      { id: target.id, kind: target.kind, set: { notes: { value: "probe", base } } },
      { id: target.id, kind: target.kind, set: { [target.kind === "deal" ? "title" : "name"]: { value: "probe", base } } },
      { id: target.id, kind: target.kind, create: true, set: { name: { value: "probe", base: null }, title: { value: "probe", base: null } } },
      { id: target.id, kind: target.kind, set: { owner: { value: user, base } } },
      { id: target.id, kind: target.kind, set: { mergedInto: { value: other.id, base: null } } },
      { id: target.id, kind: target.kind, add: { sharedWith: [user] } },
      { id: target.id, kind: target.kind, set: { root: { value: other.id, base } } },
      { id: random.uuid(), kind: "activity", create: true, set: { root: { value: target.id, base: null }, type: { value: "call", base: null }, at: { value: 1, base: null } } },
      { id: random.uuid(), kind: "deal", create: true, set: { title: { value: "probe", base: null }, contact: { value: target.id, base: null }, owner: { value: random.pick(PEOPLE).id, base: null } } },
      { id: derivedId("probe", target.id), kind: "task", create: true, set: { title: { value: "probe", base: null }, assignee: { value: random.pick(PEOPLE).id, base: null }, root: { value: target.id, base: null } } },
    ]);
  }

  function act(): void {
    const target = some();
    random.pick([
      () => {
        const changes = Array.from({ length: random.between(1, 2) }, change).filter((one) => one !== null);
        if (changes.length > 0) send({ t: "push", now: scheduler.now(), groups: [group(changes)] });
      },
      () => send({ t: "ask", id: sent, what: { ids: [...records().keys()].slice(0, 150) } }),
      () => target && send({ t: "ask", id: sent, what: { root: target.id } }),
      () => send({ t: "ask", id: sent, what: { kind: random.pick(KINDS), before: 1_000_000 } }),
      () => send({ t: "ask", id: sent, what: { words: random.pick(["deal", "lead", "w", "contact"]), kinds: [...KINDS] } }),
      () => send({ t: "reload", buckets: buckets() }),
      () => {
        const changes = [change()].filter((one) => one !== null);
        const forged = group(changes);
        const receipt = { group: forged.id, device: "d", by: random.pick([user, PEOPLE[0].id]), counter: 1, at: scheduler.now(), except: {} };
        send({ t: "resend", items: [{ group: forged, receipt, signature: "forged" }] });
      },
      () => send({ t: "confirm", counter: random.int(5) }),
    ])();
  }

  function hear(text: string): void {
    for (const message of JSON.parse(text) as readonly Down[]) {
      if (message.t === "page" || message.t === "checkpoint") ({ boot } = message.cursor);
      greeted ||= message.t === "welcome";
      if (message.t === "welcome" && message.resendWithin !== null) send({ t: "resend", items: [] });
    }
  }

  function connect(): void {
    if (!running) return;
    line = network.dial({ name, user }, host(), {
      opened() {
        const seq = random.int(60);
        const lanes = random.pick([[{ buckets: buckets(), seq }], [{ buckets: buckets(), seq, below: random.int(60) }], [{ buckets: buckets(), seq, below: 5, rest: 3 }, { buckets: buckets(), seq: 0 }]]);
        send({ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device: null, cursor: random.chance(0.7) ? { boot, lanes } : null, last: counter, acked: random.chance(0.5) ? 0 : counter });
      },
      message: hear,
      closed() {
        line = null;
        greeted = false;
        scheduler.after(random.int(4 * pace), connect);
      },
    });
  }

  function next(): void {
    if (!running) return;
    if (greeted) act();
    scheduler.after(random.int(2 * pace), next);
  }

  return {
    get sent() { return sent; },
    start() {
      running = true;
      connect();
      next();
    },
    stop() {
      running = false;
      line?.close();
      line = null;
      greeted = false;
    },
  };
}
