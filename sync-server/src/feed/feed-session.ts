// One device's connection: hello, pushes in, verdicts and feed out. Everything it is told is checked; everything it sends
// is committed. It ends itself on any breach, and its end disturbs no other. It knows no database and no HTTP.
import { bucketsFollowed, viewerOf } from "@outrider/shared/access";
import { type ByeCode, type Hello, type Lane, parseUp, PROTOCOL_VERSION, type Push, type Resend, type Up, type Verdict } from "@outrider/shared/protocol";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import type { Committed } from "./committed.ts";
import type { EntryResult, Line } from "./entry.ts";
import { advance, cursorText, pageText, partOf, standing } from "./feed-reader.ts";
import type { Boot, FeedStore, Head } from "./feed-store.ts";
import { greet, type GreetingBugs } from "./greeting.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Signing } from "./signing.ts";

/** The wire. `buffered` is what has been sent and not left yet, in bytes. */
export interface Wire { send(text: string): void; close(code: number, reason: string): void; buffered(): number }

export interface Who { readonly workspace: string; readonly user: string; readonly session: string }

export interface SessionDeps {
  readonly store: FeedStore;
  readonly pipeline: Pipeline;
  readonly signing: Signing;
  readonly now: () => number;
  readonly newDeviceId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly boots: (workspace: string) => Promise<readonly Boot[]>;
  /** A device has kept its verdicts up to the counter. */
  readonly confirm: (workspace: string, device: string, counter: number) => void;
  /** Whether the sign-in behind this connection still holds. */
  readonly isLive: (session: string) => Promise<boolean>;
  /** The device is known now. */
  readonly onGreeted: () => void;
  readonly log: (event: string, details: Readonly<Record<string, unknown>>) => void;
  readonly bugs?: GreetingBugs & { readonly cursorFromHead?: boolean; readonly neverRefollow?: boolean };
}

export interface FeedSession {
  readonly who: Who;
  device(): string | null;
  receive(text: string): void;
  committed(committed: Committed): void;
  /** There may be more than was handed over; `members`: perhaps of who belongs to the workspace. */
  wake(members?: boolean): void;
  /** The workspace stands here now: reads on if it stands behind. */
  catchUp(head: Pick<Head, "seq" | "membersSeq">): void;
  bye(code: ByeCode, message: string): void;
  closed(): void;
}

const PAGE = 500;
const HIGH_WATER = 4 * 1024 * 1024;
const STALLED_AFTER = 60_000;
const MAX_OUTSTANDING = 5000;
const RESEND_WITHIN = 14 * 24 * 3600 * 1000;

export function createFeedSession(deps: SessionDeps, who: Who, wire: Wire, onEnd: () => void): FeedSession {
  let device: string | null = null;
  let floor = 0;
  /** Notes that the token handed out on this connection is kept by the device: an older one is a copy's from then on. */
  let adopted: (() => Promise<void>) | null = null;
  /** Makes that token worthless: the device goes on as a new one. */
  let disown: () => Promise<void> = () => Promise.resolve();
  let boot = "";
  let lanes: readonly Lane[] = [];
  let follow: readonly string[] = [];
  let followed: ReadonlySet<string> = new Set();
  /** The members' sequence that `follow` rests on, or an earlier one. */
  let followedAt = 0;
  let holding = true;
  let reading = false;
  let again = false;
  let ended = false;
  let outstanding = 0;
  const line: Line = { broken: false };
  let applied = 0;
  let sumsDue = true;
  let refollowDue = false;
  const awaiting: { readonly counter: number; readonly seq: number }[] = [];
  let incoming: Promise<void> = Promise.resolve();
  let verdictsOut: Promise<void> = Promise.resolve();

  const send = (...messages: readonly string[]): void => {
    if (!ended) wire.send(`[${messages.join(",")}]`);
  };

  function end(code: number, reason: string): void {
    if (ended) return;
    ended = true;
    wire.close(code, reason);
    onEnd();
  }

  function bye(code: ByeCode, message: string): void {
    send(JSON.stringify({ t: "bye", code, message }));
    end(code === "bad-message" ? 4400 : code === "busy" ? 1013 : 4403, code);
  }

  /** What this person follows, or null where they are no longer of the workspace. */
  async function followNow(): Promise<readonly string[] | null> {
    const { membersSeq } = await deps.store.page(who.workspace, [], 0);
    const members = new Map((await deps.store.members(who.workspace)).map((member) => [member.id, member]));
    followedAt = membersSeq;
    const viewer = viewerOf(who.user, (id) => members.get(id));
    return viewer ? bucketsFollowed(viewer, members.values()) : null;
  }

  function setFollow(buckets: readonly string[]): void {
    follow = buckets;
    followed = new Set(buckets);
  }

  async function onHello(hello: Hello): Promise<void> {
    if (device !== null) return bye("bad-message", "A second hello on one connection.");
    if (hello.protocol !== PROTOCOL_VERSION) {
      return bye(hello.protocol < PROTOCOL_VERSION ? "update-needed" : "server-too-old", "This version and the server's do not speak the same protocol. What you wrote is kept on your device.");
    }
    const buckets = await followNow();
    if (!buckets) return bye("deactivated", "You are no longer an active member of this workspace.");
    setFollow(buckets);
    const boots = await deps.boots(who.workspace);
    const greeting = await greet(deps, hello, { workspace: who.workspace, user: who.user, follow, boots });
    if (!greeting) return bye("revoked", "This device was revoked.");
    device = greeting.device.id;
    const row = greeting.device;
    adopted = () => deps.store.saveDevice(who.workspace, { ...row, rotation: row.rotation + 1 });
    disown = () => deps.store.saveDevice(who.workspace, { ...row, rotation: row.rotation + 2 });
    floor = greeting.floor;
    lanes = greeting.lanes;
    applied = greeting.device.applied;
    deps.onGreeted();
    if (greeting.rewound) deps.log("feed.rewound", { device, acked: hello.acked, applied });
    const total = await deps.store.count(who.workspace, lanes);
    send(JSON.stringify({
      t: "welcome", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device: { id: device, token: greeting.token }, now: deps.now(), applied,
      fresh: greeting.fresh, resendWithin: greeting.rewound ? RESEND_WITHIN : null, total,
    }));
    // Not before: what is committed meanwhile must not be said ahead of the welcome, which a device waits for.
    holding = greeting.rewound;
    wake();
  }

  function answer(results: Promise<readonly EntryResult[]>): void {
    verdictsOut = verdictsOut.then(async () => {
      const verdicts: Verdict[] = [];
      let stop: Exclude<EntryResult["kind"], "verdict"> | null = null;
      for (const result of await results) {
        if (result.kind !== "verdict") stop = result.kind;
        if (result.kind !== "verdict") break;
        verdicts.push(result.verdict);
        awaiting.push({ counter: result.verdict.counter, seq: result.seq });
      }
      settle();
      const messages = verdicts.length > 0 ? [JSON.stringify({ t: "verdicts", verdicts })] : [];
      if (stop !== null) {
        // What was judged before it is told, or it would come again each time and never be answered.
        if (messages.length > 0) send(...messages);
        if (stop === "wait") return bye("server-too-old", "The server is older than this app. What you wrote is kept until it has been updated.");
        await disown();
        return bye("replaced", "Another copy of this device's data is in use. This one goes on as a new device.");
      }
      // Where the device stands behind its own edits already, they leave its outbox at once; otherwise when it has read on.
      const caughtUp = !reading && !holding && awaiting.length === 0 && standing(lanes) !== null;
      send(...messages, ...(caughtUp ? [checkpointAt()] : []));
      if (!caughtUp) wake();
    }).catch((error: unknown) => {
      deps.log("feed.accept-failed", { error });
      bye("busy", "The server could not store this now. It stays on your device and is sent again.");
    });
  }

  /** Moves `applied` over verdicts whose effect lies at or before where this device stands. */
  function settle(): void {
    const at = standing(lanes)?.seq ?? -1;
    while (awaiting.length > 0 && (awaiting[0] as { seq: number }).seq <= at) applied = Math.max(applied, (awaiting.shift() as { counter: number }).counter);
  }

  function onPush(push: Push, from: string): void {
    outstanding += push.groups.length;
    if (outstanding > MAX_OUTSTANDING) return bye("bad-message", `More than ${MAX_OUTSTANDING} edits at once without waiting for an answer.`);
    const submitted = push.groups.map(async (group) =>
      await deps.pipeline.submit(who.workspace, { from: "device", group, device: from, user: who.user, age: push.now - group.at, floor, line }),
    );
    answer(Promise.all(submitted).finally(() => void (outstanding -= push.groups.length)));
  }

  async function onResend({ items }: Resend, from: string): Promise<void> {
    if (items.length === 0) {
      // Edits that come after may rest on what was sent again under an earlier name of this device: they wait for it.
      await verdictsOut;
      holding = false;
      return wake();
    }
    const genuine = items.filter(({ group, receipt, signature }) => receipt.by === who.user && deps.signing.isReceipt(who.workspace, group, receipt, signature));
    if (genuine.length < items.length) deps.log("feed.forged-receipt", { device: from, items: items.length - genuine.length });
    answer(Promise.all(genuine.map(async ({ group, receipt, signature }) =>
      await deps.pipeline.submit(who.workspace, { from: "receipt", group, receipt, signature, device: receipt.device, user: who.user }))));
  }

  async function handle(message: Up): Promise<void> {
    if (message.t === "hello") return await onHello(message);
    if (device === null) return bye("bad-message", "The first message must be a hello.");
    const note = adopted;
    adopted = null;
    await note?.();
    switch (message.t) {
      case "push":
        return onPush(message, device);
      case "resend":
        return await onResend(message, device);
      case "confirm":
        return deps.confirm(who.workspace, device, message.counter);
      case "reload":
        return startFresh(message.buckets.filter((bucket) => followed.has(bucket)));
      case "ping":
        return send('{"t":"pong"}');
    }
  }

  function startFresh(buckets: readonly string[]): void {
    if (buckets.length === 0) return;
    const anew = new Set(buckets);
    lanes = [...lanes.map(({ buckets: kept, seq }) => ({ buckets: kept.filter((bucket) => !anew.has(bucket)), seq })).filter(({ buckets: kept }) => kept.length > 0), { buckets: [...anew], seq: 0 }];
    send(JSON.stringify({ t: "fresh", buckets: [...anew] }));
    sumsDue = true;
    wake();
  }

  /** After members have changed: follows what this person follows now. */
  async function refollow(): Promise<void> {
    if (deps.bugs?.neverRefollow) return;
    const buckets = await followNow();
    if (!buckets) return bye("deactivated", "You are no longer an active member of this workspace.");
    if (buckets.length === follow.length && buckets.every((bucket) => followed.has(bucket))) return;
    const gained = buckets.filter((bucket) => !followed.has(bucket));
    setFollow(buckets);
    lanes = lanes.map(({ buckets: kept, seq }) => ({ buckets: kept.filter((bucket) => followed.has(bucket)), seq }));
    if (gained.length > 0) startFresh(gained);
    again = true;
  }

  async function drained(): Promise<boolean> {
    for (let waited = 0; wire.buffered() > HIGH_WATER; waited += 20) {
      if (ended || waited > STALLED_AFTER) return false;
      await deps.sleep(20);
    }
    return !ended;
  }

  async function read(): Promise<void> {
    do {
      again = false;
      if (refollowDue) {
        refollowDue = false;
        await refollow();
      }
      for (let complete = false; !complete && !ended; ) {
        const from = lanes;
        const page = await deps.store.page(who.workspace, from, PAGE);
        if (lanes !== from) continue;
        // Another server may have changed who belongs where: nothing goes out by an older view of it.
        if (page.membersSeq !== followedAt && !deps.bugs?.neverRefollow) {
          await refollow();
          continue;
        }
        complete = page.upTo >= page.head;
        boot = page.boot;
        lanes = complete ? [{ buckets: [...follow], seq: deps.bugs?.cursorFromHead ? page.head + 1 : page.head }] : advance(from, page.upTo);
        if (complete) settle();
        const messages = page.rows.length + page.gone.length > 0 ? [pageText(boot, lanes, page.rows, page.gone)] : [];
        if (complete) messages.push(await checkpointText());
        if (messages.length > 0) send(...messages);
        if (!(await drained())) return end(1013, "too slow");
      }
    } while (again && !ended);
  }

  async function checkpointText(): Promise<string> {
    const due = sumsDue;
    sumsDue = false;
    const at = standing(lanes)?.seq;
    // Sums are of the database as it is now: they say something about this checkpoint only while nothing has come since.
    const sums = due ? await deps.store.sums(who.workspace, follow) : null;
    const still = sums && (await deps.store.page(who.workspace, [], 0)).head === at;
    if (due && !still) sumsDue = true;
    const sumsText = still ? `,"sums":${JSON.stringify(Object.fromEntries([...sums].map(([bucket, { rows, sum }]) => [bucket, [rows, sum]])))}` : "";
    return checkpointAt(sumsText);
  }

  const checkpointAt = (more = ""): string => `{"t":"checkpoint","cursor":${cursorText(boot, lanes)},"applied":${applied}${more}}`;

  function wake(): void {
    if (ended || holding || device === null) return;
    again = true;
    if (reading) return;
    reading = true;
    read().catch((error: unknown) => {
      deps.log("feed.read-failed", { error });
      bye("busy", "The server cannot read its data now.");
    }).finally(() => {
      reading = false;
      if (again && !ended) wake();
    });
  }

  return {
    who,
    device: () => device,
    receive(text) {
      if (ended) return;
      const parsed = parseUp(text);
      if (!parsed.ok) {
        deps.log("feed.bad-frame", { user: who.user, reason: parsed.error });
        return bye("bad-message", parsed.error);
      }
      incoming = incoming.then(async () => {
        if (ended) return;
        if (!(await deps.isLive(who.session))) return bye("signed-out", "You have been signed out.");
        for (const message of parsed.value) if (!ended) await handle(message);
      }).catch((error: unknown) => {
        deps.log("feed.handle-failed", { error });
        bye("busy", "The server could not handle this now.");
      });
    },
    committed(committed) {
      if (ended || device === null) return;
      if (committed.membersChanged) refollowDue = true;
      const at = standing(lanes);
      if (refollowDue || holding || reading || !at || at.seq !== committed.after) return wake();
      lanes = [{ buckets: at.buckets, seq: committed.upTo }];
      boot = committed.boot;
      const { rows, gone } = partOf(committed, followed);
      if (rows.length + gone.length === 0) return;
      send(pageText(boot, lanes, rows, gone), checkpointAt());
      if (wire.buffered() > HIGH_WATER) wake();
    },
    wake(members = false) {
      refollowDue ||= members;
      wake();
    },
    catchUp({ seq, membersSeq }) {
      const members = membersSeq !== followedAt;
      if (members || (standing(lanes)?.seq ?? -1) < seq) this.wake(members);
    },
    bye,
    closed() {
      ended = true;
      onEnd();
    },
  };
}
