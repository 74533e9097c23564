// Whether a frame carries what its receiver may see, and nothing else. Every message down is looked at as it is sent.
//
// A message is made at one commit: what the database said when the server read it, or what the commit was that it hands
// on. Which one that is, it says itself where it can: a page that a checkpoint of the same frame follows was made at the
// sequence of that checkpoint. A page on the way, and an answer, are made of one read of its server's that ended just
// before (READ_MS); the commits that those reads found are the ones it can have been made at.
// Allowed is what the receiver might see at the commit at which the message was made: each record of it in exactly the
// state that stood there, in buckets that it lay in there and that the receiver followed there. So a frame that is on its
// way when access goes is allowed only if it was made before the commit that took it, and never by half.
//   page, answer   as above, all records of a message at one and the same commit
//   gone           names a bucket that the receiver followed there, and in which the record did not lie there (any more)
//   checkpoint     names exactly the buckets that the receiver followed at its sequence, and checksums of no others (where
//                  the cursor was made by hand and its sequence means nothing: buckets as of welcome)
//   welcome, fresh buckets that the receiver followed when its server last looked at who is who, or before: they name
//                  members, whom everybody may see, and no record
//   verdicts       the committed ones of the receiver's own edits, with conflicts on records and fields that the edit names
//                  (what a verdict's words let on is told-check.ts's)
//   typed          an update of a rich text that the receiver might see at the commit that brought it, or at one that its
//                  server read just before
//   aware          of a room whose record the receiver might see at his last checkpoint, or at a commit since
//   bye, pong      the server's own words, which name no record
import { bucketsFollowed, bucketsOf, viewerOf } from "@outrider/shared/access";
import { sameJson, type Json } from "@outrider/shared/kernel";
import type { Checkpoint, Down, Gone, Row, Verdict } from "@outrider/shared/protocol";
import type { RecordState } from "@outrider/shared/records";
import type { Findings } from "../findings.ts";
import type { History } from "../history.ts";
import type { Wiretap } from "../wiretap.ts";
import type { ServerReads } from "./server-reads.ts";

export interface Frame { readonly device: string; readonly user: string; readonly direction: "up" | "down"; readonly text: string }

export interface FrameCheck {
  sent(frame: Frame): void;
  readonly looked: { readonly frames: number; readonly rows: number; readonly gone: number; readonly verdicts: number; readonly answers: number; readonly typed: number; readonly aware: number };
}

export interface FrameCheckDeps {
  readonly history: History;
  readonly reads: ServerReads;
  readonly findings: Findings;
  /** The server that a device is connected to. */
  readonly serverOf: (device: string) => number;
  readonly wiretap: Pick<Wiretap, "pushed" | "idOf">;
}

/** Longest time from a read of the database to the frame that is made of it; a definition page waits for one more read. */
const READ_MS = 24;
/** Whose cursor may name any place: it stands where it says until it has read on. */
export const HAND_MADE = "prober";
const WORDS = new Set(["update-needed", "server-too-old", "revoked", "replaced", "signed-out", "deactivated", "bad-message", "busy"]);

export function createFrameCheck({ history, reads, findings, serverOf, wiretap }: FrameCheckDeps): FrameCheck {
  const looked = { frames: 0, rows: 0, gone: 0, verdicts: 0, answers: 0, typed: 0, aware: 0 };
  /** Where each device's last checkpoint put it. */
  const stands = new Map<string, number>();
  const followed = new Map<string, ReadonlySet<string>>();

  function followedAt(user: string, seq: number): ReadonlySet<string> {
    const records = history.at(seq) ?? new Map<string, RecordState>();
    const members = [...records.values()].filter(({ kind }) => kind === "member");
    const key = `${user} ${members.map(({ id, fields }) => `${id} ${["role", "team", "active"].map((name) => fields[name]?.origin ?? "").join(" ")}`).join()}`;
    const known = followed.get(key);
    if (known) return known;
    const viewer = viewerOf(user, (id) => records.get(id));
    const found = new Set(viewer ? bucketsFollowed(viewer, members) : []);
    followed.set(key, found);
    return found;
  }

  const placesAt = (id: string, seq: number): readonly string[] => {
    const records = history.at(seq);
    const state = records?.get(id);
    return state ? bucketsOf(state, (other) => records?.get(other)) : [];
  };

  function wrongRow(user: string, { record, places }: Row, seq: number): string | null {
    const standing = history.visible(user, seq)?.get(record.id);
    if (standing === undefined) return `${record.kind} ${record.id}, which may not be seen there`;
    if (standing !== JSON.stringify(record)) return `${record.kind} ${record.id} in another state`;
    const [lies, follows] = [placesAt(record.id, seq), followedAt(user, seq)];
    const other = places.find(([bucket]) => !lies.includes(bucket) || !follows.has(bucket));
    if (other) return `${record.kind} ${record.id} in bucket ${other[0]}`;
    return places.length === 0 ? `${record.kind} ${record.id} in no bucket` : null;
  }

  function wrongGone(user: string, { id, bucket }: Gone, seq: number): string | null {
    if (!followedAt(user, seq).has(bucket)) return `that ${id} left ${bucket}, which is not followed`;
    return placesAt(id, seq).includes(bucket) ? `that ${id} left ${bucket}, where it lies` : null;
  }

  /** All of a message must be right at one of these commits. */
  function atOne(user: string, commits: readonly number[], rows: readonly Row[], gone: readonly Gone[], what: string): void {
    let wrong = "nothing that was read just before";
    for (const seq of commits) {
      const found = rows.map((row) => wrongRow(user, row, seq)).find((one) => one !== null) ?? gone.map((one) => wrongGone(user, one, seq)).find((one) => one !== null);
      if (!found) return;
      wrong = `${found} (at ${seq})`;
    }
    findings.report("I-carried", `${what} to ${user} carries ${wrong}`);
  }

  function checkCheckpoint(user: string, { cursor, sums = {} }: Checkpoint): void {
    const seq = cursor.lanes[0]?.seq ?? 0;
    const named = cursor.lanes.flatMap(({ buckets }) => buckets);
    const follows = followedAt(user, seq);
    const other = [...named, ...Object.keys(sums)].find((bucket) => !follows.has(bucket)) ?? [...follows].find((bucket) => !named.includes(bucket));
    if (other !== undefined) findings.report("I-carried", `the checkpoint ${seq} to ${user} is wrong about bucket ${other}`);
  }

  function checkFollowed(user: string, buckets: readonly string[], commits: readonly number[], what: string): void {
    if (buckets.length > 0 && !commits.some((seq) => buckets.every((bucket) => followedAt(user, seq).has(bucket)))) findings.report("I-carried", `${what} to ${user} names ${buckets.join(" ")}`);
  }

  function checkVerdict(device: string, user: string, verdict: Verdict): void {
    looked.verdicts += 1;
    const given = history.verdicts.get(verdict.group);
    const pushed = given && (wiretap.pushed(verdict.group, given.device) ?? wiretap.pushed(verdict.group, wiretap.idOf(device)));
    if (!given || !pushed || pushed.user !== user) return findings.report("I-carried", `the verdict of edit ${verdict.counter} to ${user} is not of his own edit`);
    const { verdict: committed } = given;
    // One that was confirmed has lost its receipt.
    if (verdict.result === "refused" && !sameJson(verdict as unknown as Json, committed as unknown as Json)) findings.report("I-carried", `the refusal of edit ${verdict.counter} to ${user} is not the committed one`);
    for (const { record, field } of verdict.result === "applied" ? verdict.conflicts : []) {
      const change = pushed.group.changes.find(({ id }) => id === record);
      if (!change || !Object.hasOwn(change.set ?? {}, field)) findings.report("I-carried", `the verdict of edit ${verdict.counter} to ${user} names ${field} of ${record}`);
    }
  }

  function checkTyped(user: string, body: string, seq: number, server: number): void {
    looked.typed += 1;
    const brought = history.seqFrom(seq);
    const commits = [...(brought === null ? [] : [brought]), ...reads.lately(server, READ_MS)];
    if (!commits.some((at) => history.visible(user, at)?.has(body))) findings.report("I-carried", `what was typed into ${body} is told to ${user}, who may not see it`);
  }

  function checkAware(device: string, user: string, room: string): void {
    looked.aware += 1;
    for (let at = stands.get(device) ?? 0; at <= history.seq; at++) if (history.visible(user, at)?.has(room)) return;
    findings.report("I-carried", `${user} is told who is in the room of ${room}, which he may not see`);
  }

  return {
    looked,
    sent({ device, user, direction, text }) {
      if (direction === "up") return;
      looked.frames += 1;
      const messages = JSON.parse(text) as readonly Down[];
      const server = serverOf(device);
      for (const [index, message] of messages.entries()) {
        if (message.t === "page") {
          looked.rows += message.rows.length;
          looked.gone += message.gone.length;
          const next = messages[index + 1];
          const made = next?.t === "checkpoint" ? [next.cursor.lanes[0]?.seq ?? 0] : reads.lately(server, READ_MS);
          atOne(user, made, message.rows, message.gone, "a page");
        } else if (message.t === "answer") {
          looked.answers += message.rows.length;
          if (message.rows.length > 0) atOne(user, reads.lately(server, READ_MS), message.rows, [], "an answer");
        } else if (message.t === "checkpoint") {
          if (device === HAND_MADE) checkFollowed(user, message.cursor.lanes.flatMap(({ buckets }) => buckets), reads.ofMembers(server), "a checkpoint");
          else checkCheckpoint(user, message);
          stands.set(device, message.cursor.lanes[0]?.seq ?? 0);
        } else if (message.t === "typed") checkTyped(user, message.body, message.seq, server);
        else if (message.t === "aware") checkAware(device, user, message.room);
        else if (message.t === "welcome") checkFollowed(user, message.fresh, reads.ofMembers(server), "a welcome");
        else if (message.t === "fresh") checkFollowed(user, message.buckets, reads.ofMembers(server), "a fresh");
        else if (message.t === "verdicts") for (const verdict of message.verdicts) checkVerdict(device, user, verdict);
        else if (message.t === "bye" && !WORDS.has(message.code)) findings.report("I-carried", `a bye to ${user} says ${message.code}`);
      }
    },
  };
}
