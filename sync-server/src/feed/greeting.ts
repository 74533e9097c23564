// What a hello means: which device this is, whether its place in the feed is still in this server's history, what it
// must load anew. A profile that was cloned or rolled back goes on as a new device; a server that was rewound (a restored
// backup, a torn disk) shows by a boot it does not know, a sequence past its end, a token or a counter ahead of its own.
import type { Bucket } from "@outrider/shared/access";
import type { Hello, Lane } from "@outrider/shared/protocol";
import type { Boot, DeviceRow, FeedStore } from "./feed-store.ts";
import type { Signing } from "./signing.ts";

export interface Greeting {
  readonly device: DeviceRow;
  readonly token: string;
  readonly rewound: boolean;
  readonly lanes: readonly Lane[];
  readonly fresh: readonly Bucket[];
  /** The server's clock at the contact before this one, ms: no edit made offline is older. */
  readonly floor: number;
}

export interface GreetingDeps { readonly store: FeedStore; readonly signing: Signing; readonly newDeviceId: () => string; readonly now: () => number; readonly bugs?: GreetingBugs }
/** Planted bugs, as AcceptBugs. */
export interface GreetingBugs { readonly ignoreEpochs?: boolean; readonly trustCopies?: boolean; /** A cursor may name any bucket. */ readonly trustsCursors?: boolean }
export interface Guest { readonly workspace: string; readonly user: string; readonly follow: readonly Bucket[]; readonly boots: readonly Boot[] }

/** Answers null for a device that was revoked. */
export async function greet(deps: GreetingDeps, hello: Hello, guest: Guest): Promise<Greeting | null> {
  const found = await recognise(deps, hello, guest);
  if (found === null) return null;
  const { row, isNew, ahead } = found;
  const head = (await deps.store.page(guest.workspace, [], 0)).head;
  const past = isPastEnd(hello, guest.boots, head);
  // A copy that goes on as a new device may be the last that has what this server lost: it is asked as well.
  const rewound = (past || (!isNew && (ahead || hello.acked > row.applied))) && !deps.bugs?.ignoreEpochs;
  const now = deps.now();
  // What it had a verdict for without a receipt comes again under its new name, which has judged nothing yet.
  const device: DeviceRow = { ...row, ...(isNew && rewound && { applied: 0 }), lastContact: now };
  await deps.store.saveDevice(guest.workspace, device);
  const stale = rewound || (await isBeforeHorizon(deps.store, hello, guest));
  const { lanes, fresh } = stale ? { lanes: [{ buckets: [...guest.follow], seq: 0 }], fresh: guest.follow } : lanesOf(hello, deps.bugs?.trustsCursors ? [...guest.follow, ...(hello.cursor?.lanes ?? []).flatMap(({ buckets }) => buckets)] : guest.follow);
  const token = deps.signing.deviceToken(guest.workspace, guest.user, device.id, device.rotation + 1);
  return { device, token, rewound, lanes, fresh, floor: row.lastContact };
}

interface Recognised { readonly row: DeviceRow; readonly isNew: boolean; /** The device remembers more than this server. */ readonly ahead: boolean }

async function recognise({ store, signing, newDeviceId, now, bugs }: GreetingDeps, hello: Hello, { workspace, user }: Guest): Promise<Recognised | null> {
  // What a new device says it has verdicts for is taken as judged, so that those rows leave its outbox.
  const fresh = (since: number = now()): Recognised => ({
    row: { id: newDeviceId(), user, rotation: 0, applied: hello.acked, lastContact: since, lastEdit: 0, revoked: false }, isNew: true, ahead: false,
  });
  if (!hello.device) return fresh();
  const rotation = signing.rotationOf(workspace, user, hello.device.id, hello.device.token);
  if (rotation === null) return fresh();
  const row = await store.device(workspace, hello.device.id);
  if (row?.revoked) return null;
  if (!row) return { row: { id: hello.device.id, user, rotation, applied: 0, lastContact: 0, lastEdit: 0, revoked: false }, isNew: false, ahead: true };
  if (row.user !== user) return fresh();
  if ((rotation < row.rotation || hello.last < row.applied) && !bugs?.trustCopies) return fresh(row.lastContact);
  return { row: { ...row, rotation }, isNew: false, ahead: rotation > row.rotation + 1 };
}

/** Whether the cursor names a boot that this server does not know, or a sequence that boot never reached. */
function isPastEnd(hello: Hello, boots: readonly Boot[], head: number): boolean {
  if (!hello.cursor) return false;
  const index = boots.findIndex(({ boot }) => boot === hello.cursor?.boot);
  if (index < 0) return true;
  const next = boots[index + 1];
  const end = next ? next.firstSeq : head;
  return hello.cursor.lanes.some(({ seq }) => seq > end);
}

async function isBeforeHorizon(store: FeedStore, hello: Hello, { workspace }: Guest): Promise<boolean> {
  const least = Math.min(...(hello.cursor?.lanes ?? []).filter(({ seq }) => seq > 0).map(({ seq }) => seq));
  return Number.isFinite(least) && least < (await store.horizon(workspace));
}

/** The lanes to read on from: what the device follows no more is left out, what it follows anew begins at nothing. */
export function lanesOf(hello: Pick<Hello, "cursor">, follow: readonly Bucket[]): { readonly lanes: readonly Lane[]; readonly fresh: readonly Bucket[] } {
  const wanted = new Set(follow);
  const lanes: Lane[] = [];
  for (const { buckets, ...place } of hello.cursor?.lanes ?? []) {
    const kept = buckets.filter((bucket) => wanted.delete(bucket));
    if (kept.length > 0) lanes.push({ buckets: kept, ...place });
  }
  if (wanted.size > 0) lanes.push({ buckets: [...wanted], seq: 0 });
  const fresh = hello.cursor ? [...wanted] : [...follow];
  return { lanes, fresh };
}
