// Owns B4 in the loader: rooms of members who each change their record in turn, at a fixed total rate that does not
// wait for anyone (an open loop, so a slow server shows as latency). A member given the newest state of a record has
// been given the author's earlier changes with it: state feeds are not charged for leaving out what is overwritten.
// The same load runs for some seconds before anything counts: servers live longer than their compilers take to warm up.
import { setTimeout as wait } from "node:timers/promises";
import type { Job, Live } from "../job.ts";
import type { At, Client } from "../peer.ts";
import { quantile } from "../statistics.ts";

const drainMs = 5_000;

export const live = async (
  client: Client,
  at: At,
  job: Extract<Job, { kind: "live" }>,
  mark: (name: string) => Promise<void>,
): Promise<Live> => {
  const sentAt: number[] = [];
  const latencies: number[] = [];
  /** Changes that do not count. */
  const warm = job.perSecond * job.warmUp;
  /** By room and author, the numbers of his changes in order. */
  const changesOf = new Map<string, number[]>();
  /** By room, member and author, how many of the author's changes the member has. */
  const has = new Map<string, number>();

  const arrived = (room: number) => (member: number, author: number, change: number) => {
    const changes = changesOf.get(`${room}/${author}`);
    if (member === author || changes === undefined) return;
    const key = `${room}/${member}/${author}`;
    const now = performance.now();
    let next = has.get(key) ?? 0;
    for (; next < changes.length && (changes[next] ?? Infinity) <= change; next++) {
      if ((changes[next] ?? 0) >= warm) latencies.push(now - (sentAt[changes[next] ?? 0] ?? now));
    }
    has.set(key, next);
  };

  const rooms = [];
  for (let room = 0; room < job.rooms; room++) {
    rooms.push(await client.room(at, room, job.members, arrived(room)));
  }
  await wait(500);
  const start = performance.now();
  const total = warm + job.perSecond * job.seconds;
  let counting = false;
  while (sentAt.length < total) {
    if (!counting && sentAt.length >= warm) {
      counting = true;
      await mark("window");
    }
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * job.perSecond));
    while (sentAt.length < due) {
      const change = sentAt.length;
      const room = change % job.rooms;
      const author = Math.floor(change / job.rooms) % job.members;
      const key = `${room}/${author}`;
      const changes = changesOf.get(key) ?? [];
      if (changes.length === 0) changesOf.set(key, changes);
      changes.push(change);
      sentAt.push(performance.now());
      rooms[room]?.change(author, change);
    }
    await wait(1);
  }
  await mark("window end");
  const sent = total - warm;
  const expected = sent * (job.members - 1);
  for (const end = performance.now() + drainMs; latencies.length < expected && performance.now() < end; ) await wait(20);
  for (const room of rooms) room.close();
  return {
    p50: quantile(latencies, 0.5) ?? Number.NaN,
    p99: quantile(latencies, 0.99) ?? Number.NaN,
    worst: quantile(latencies, 1) ?? Number.NaN,
    sent,
    delivered: latencies.length,
    expected,
  };
};
