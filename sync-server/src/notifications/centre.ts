// A person's notifications as programs see them: what is in their own bucket, newest first, in words; and what they may do
// with them. It goes through the same door as every edit, so that each is on all their devices at once.
import { privateBucket } from "@outrider/shared/access";
import { baseOf, type Change, isDeleted, type PackedRecord, type RecordState, textOf, unpack, valueOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import type { Clock } from "../platform/clock.ts";
import type { NoticeReader } from "./notice-reader.ts";
import type { What } from "./preferences.ts";

export interface NotificationView {
  readonly id: string;
  readonly type: string;
  readonly message: string;
  /** Where it leads in the app. */
  readonly path: string;
  readonly about: string | null;
  readonly by: string | null;
  readonly read: boolean;
  readonly readAt: string | null;
  readonly createdAt: string;
}

export interface Centre {
  list(workspace: string, user: string, wanted: { readonly unread: boolean; readonly page: number; readonly limit: number }): Promise<{ readonly items: readonly NotificationView[]; readonly total: number; readonly unread: number }>;
  get(workspace: string, user: string, id: string): Promise<NotificationView | null>;
  /** False where there is none of theirs. */
  read(workspace: string, user: string, id: string): Promise<boolean>;
  /** How many there were. */
  readAll(workspace: string, user: string): Promise<number>;
  remove(workspace: string, user: string, id: string): Promise<boolean>;
}

/** Older ones than so many are no list's. */
const MOST = 2000;
const AT_ONCE = 200;
const iso = (value: unknown): string => new Date(typeof value === "number" ? value : 0).toISOString();

export function createCentre({ database: { sql }, write, reader, clock }: { readonly database: Pick<Database, "sql">; readonly write: Feed["write"]; readonly reader: NoticeReader; readonly clock: Clock }): Centre {
  async function all(workspace: string, user: string): Promise<readonly RecordState[]> {
    const rows = await sql<{ state: PackedRecord }[]>`
      select record.state from feed join record on record.workspace_id = feed.workspace_id and record.id = feed.record_id
      where feed.workspace_id = ${workspace} and bucket = ${privateBucket(user)} and not removed and record.kind = 'notification' order by feed.seq desc limit ${MOST}`;
    return rows.map(({ state }) => unpack(state)).filter((state) => !isDeleted(state)).sort((a, b) => Number(valueOf(b, "at")) - Number(valueOf(a, "at")));
  }
  async function one(workspace: string, user: string, id: string): Promise<RecordState | null> {
    const state = (await reader.records(workspace, [id])).get(id);
    return state && state.kind === "notification" && textOf(state, "person") === user && !isDeleted(state) ? state : null;
  }
  async function views(workspace: string, user: string, states: readonly RecordState[]): Promise<readonly NotificationView[]> {
    const rows = states.map((state) => ({ id: state.id, userId: user, what: textOf(state, "what") as What, about: textOf(state, "about") || null, by: textOf(state, "by") || null, text: textOf(state, "text") || null, at: Number(valueOf(state, "at")) }));
    const described = new Map((await reader.described(workspace, user, rows)).map((told) => [told.id, told]));
    return states.flatMap((state, at) => {
      const told = described.get(state.id);
      const row = rows[at];
      if (!told || !row) return [];
      const readAt = valueOf(state, "readAt");
      return [{ id: state.id, type: row.what, message: told.sentence, path: told.path, about: row.about, by: row.by, read: readAt !== null, readAt: readAt === null ? null : iso(readAt), createdAt: iso(row.at) }];
    });
  }
  async function put(workspace: string, user: string, changes: readonly Change[]): Promise<void> {
    for (let from = 0; from < changes.length; from += AT_ONCE) {
      const written = await write(workspace, user, "edit", changes.slice(from, from + AT_ONCE));
      if (!written.ok) throw new Error(`notifications were not marked: ${written.error.message}`);
    }
  }
  const unreadOf = (states: readonly RecordState[]): RecordState[] => states.filter((state) => valueOf(state, "readAt") === null);
  const marked = (state: RecordState, field: "readAt" | "deletedAt"): Change => ({ id: state.id, kind: state.kind, set: { [field]: { value: clock.now(), base: baseOf(state, field) } } });
  const reading = (state: RecordState): Change => marked(state, "readAt");

  return {
    async list(workspace, user, { unread, page, limit }) {
      const states = await all(workspace, user);
      const wanted = unread ? unreadOf(states) : states;
      return { items: await views(workspace, user, wanted.slice((page - 1) * limit, page * limit)), total: wanted.length, unread: unreadOf(states).length };
    },
    async get(workspace, user, id) {
      const state = await one(workspace, user, id);
      return state ? ((await views(workspace, user, [state]))[0] ?? null) : null;
    },
    async read(workspace, user, id) {
      const state = await one(workspace, user, id);
      if (!state) return false;
      await put(workspace, user, unreadOf([state]).map(reading));
      return true;
    },
    async readAll(workspace, user) {
      const states = unreadOf(await all(workspace, user));
      await put(workspace, user, states.map(reading));
      return states.length;
    },
    async remove(workspace, user, id) {
      const state = await one(workspace, user, id);
      if (state) await put(workspace, user, [marked(state, "deletedAt")]);
      return state !== null;
    },
  };
}
