// What is needed to tell somebody something: who they are, what the notice is about as they may see it now, and whether
// they have read it meanwhile. It reads and sends nothing.
import { maySee, viewerOf } from "@outrider/shared/access";
import { type PackedRecord, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { titleOf } from "@outrider/shared/projection";
import { entityOf } from "@outrider/shared/schema";
import type { Database } from "../db/database.ts";
import { keys, membersOf, statesOf } from "../feed/sql-rows.ts";
import type { What } from "./preferences.ts";
import { sentenceOf } from "./sentences.ts";

export interface NoticeRow { readonly id: string; readonly userId: string; readonly what: What; readonly about: string | null; readonly by: string | null; readonly text: string | null; readonly at: number }

export interface ReadyNotice {
  readonly email: string;
  readonly name: string;
  readonly sentence: string;
  /** Where it leads in the app. */
  readonly path: string;
}

export interface DescribedNotice { readonly id: string; readonly sentence: string; readonly path: string; readonly over: boolean }

export interface NoticeReader {
  row(workspace: string, id: string): Promise<NoticeRow | null>;
  digest(workspace: string, user: string): Promise<readonly NoticeRow[]>;
  /** In words, for their person, in their order. */
  described(workspace: string, user: string, rows: readonly NoticeRow[]): Promise<readonly DescribedNotice[]>;
  /** In their order; those that nobody needs to be told of any more are left out. */
  ready(workspace: string, user: string, rows: readonly NoticeRow[]): Promise<readonly ReadyNotice[]>;
  records(workspace: string, ids: readonly string[]): Promise<Map<string, RecordState>>;
  members(workspace: string): Promise<RecordState[]>;
}

/** Where a record's page is; what hangs on another is shown on that one's. */
const PAGES: Readonly<Record<string, string>> = { lead: "/leads", contact: "/contacts", company: "/companies", deal: "/deals", campaign: "/campaigns" };

export function createNoticeReader({ sql }: Pick<Database, "sql">): NoticeReader {
  const columns = sql`id, user_id as "userId", what, about, by, text, at`;
  async function records(workspace: string, ids: readonly string[]): Promise<Map<string, RecordState>> {
    if (ids.length === 0) return new Map();
    const rows = await sql<{ state: PackedRecord }[]>`
      select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${keys(ids)}::json))`;
    return new Map(statesOf(rows).map((state) => [state.id, state]));
  }
  const members = async (workspace: string): Promise<RecordState[]> => statesOf(await membersOf(sql, workspace));

  async function described(workspace: string, user: string, rows: readonly NoticeRow[]): Promise<readonly DescribedNotice[]> {
    const known = new Map((await members(workspace)).map((state) => [state.id, state]));
    const viewer = viewerOf(user, (id) => known.get(id));
    if (!viewer) return [];
    for (const [id, state] of await records(workspace, rows.flatMap(({ id, about }) => (about === null ? [id] : [id, about])))) known.set(id, state);
    const roots = [...known.values()].map((state) => textOf(state, "root")).filter((id) => id !== "" && !known.has(id));
    for (const [id, state] of await records(workspace, roots)) known.set(id, state);
    const read = (id: string): RecordState | undefined => known.get(id);
    return rows.map(({ id, what, about, by, text }) => {
      const shown = read(id);
      const named = about === null ? undefined : read(about);
      const state = named && maySee(viewer, named, read) ? named : undefined;
      const root = state && (read(textOf(state, "root")) ?? state);
      const author = by === null ? undefined : read(by);
      return {
        id,
        sentence: sentenceOf({ what, by: author ? textOf(author, "name") : "", title: state ? titleOf(state) : "", kind: state ? entityOf(state.kind).label.toLowerCase() : "record", text: text ?? "" }),
        path: root && PAGES[root.kind] ? `${PAGES[root.kind]}/${root.id}` : "/notifications",
        // It was read, or what it was about is gone from them: there is nothing left to tell.
        over: (shown !== undefined && (valueOf(shown, "readAt") !== null || valueOf(shown, "deletedAt") !== null)) || (about !== null && !state),
      };
    });
  }

  return {
    records,
    members,
    async row(workspace, id) {
      const [row] = await sql<NoticeRow[]>`select ${columns} from notice where workspace_id = ${workspace} and id = ${id}`;
      return row ?? null;
    },
    digest: async (workspace, user) => await sql<NoticeRow[]>`select ${columns} from notice where workspace_id = ${workspace} and user_id = ${user} and digest order by at limit 200`,
    described,
    async ready(workspace, user, rows) {
      const [person] = await sql<{ email: string; name: string }[]>`select email, name from "user" where id = ${user}`;
      if (!person) return [];
      const told = await described(workspace, user, rows);
      return told.flatMap(({ sentence, path, over }) => (over ? [] : [{ ...person, sentence, path }]));
    },
  };
}
