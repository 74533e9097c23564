// The bytes of files as rows: begun, grown piece by piece, finished once they are what they were said to be, read, swept.
// Invariants: pieces come in order and are there once; two who send the same file at once do each other no harm; what is
// answered as received is durable.
import { createHash } from "node:crypto";
import { DAY_MS } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import { type FileLimits, ORPHAN_DAYS, PIECE, UNFINISHED_DAYS } from "./limits.ts";

/** A file by its record's id, and what that record says of it. */
export interface Said { readonly workspace: string; readonly id: string; readonly size: number; readonly sha256: string }
/** How far an upload is; `whole`: it was finished. */
export interface Far { readonly received: number; readonly whole: boolean }
/** `out-of-turn`: another piece is due; `misfit`: a piece of that size cannot be there. */
export type NotTaken = "out-of-turn" | "misfit" | "no-room" | "too-much-under-way";

export interface FileStore {
  far(workspace: string, id: string): Promise<Far>;
  /** Takes the piece at this offset; one that is there already is there. */
  take(said: Said, piece: { readonly offset: number; readonly bytes: Uint8Array; readonly by: string }): Promise<Far | NotTaken>;
  /** Whether all of it is here and is what was said; where it is not what was said, its pieces go and the upload begins anew. */
  finish(said: Said): Promise<"whole" | "incomplete" | "other-bytes">;
  /** The bytes of a finished file, piece by piece; null where there is none. */
  read(workspace: string, id: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Sweeps so many files at most that nobody will finish or that have no record; answers how many went. */
  sweep(limit: number): Promise<number>;
}

export interface FileStoreDeps { readonly database: Pick<Database, "sql" | "sync">; readonly limits: FileLimits; readonly now: () => number }

export function createFileStore({ database: { sql, sync }, limits, now }: FileStoreDeps): FileStore {
  async function* pieces(workspace: string, id: string): AsyncGenerator<Uint8Array> {
    for (let place = 0; ; place += 1) {
      const [row] = await sql<{ content: Uint8Array }[]>`select content from file_piece where workspace_id = ${workspace} and file_id = ${id} and place = ${place}`;
      if (!row) return;
      yield row.content;
    }
  }

  async function far(workspace: string, id: string): Promise<Far> {
    const [row] = await sql<{ received: number; finished: number | null }[]>`select received, finished_at as finished from file where workspace_id = ${workspace} and id = ${id}`;
    return { received: row?.received ?? 0, whole: row !== undefined && row.finished !== null };
  }

  return {
    far,
    async take({ workspace, id, size }, { offset, bytes, by }) {
      if (offset % PIECE !== 0 || offset >= size || bytes.length !== Math.min(PIECE, size - offset)) return "misfit";
      const taken = await sql.begin(async (tx): Promise<Far | NotTaken> => {
        const at = now();
        if (offset === 0) {
          const [room] = await tx<{ all: number; under_way: number }[]>`
            select coalesce(sum(size), 0)::float8 as all, coalesce(sum(size) filter (where finished_at is null and by = ${by}), 0)::float8 as under_way
            from file where workspace_id = ${workspace} and id <> ${id}`;
          if ((room?.all ?? 0) + size > limits.workspace) return "no-room";
          if ((room?.under_way ?? 0) + size > limits.person) return "too-much-under-way";
          await tx`insert into file (workspace_id, id, size, received, by, begun_at) values (${workspace}, ${id}, ${size}, 0, ${by}, ${at}) on conflict do nothing`;
        }
        const [row] = await tx<{ received: number; finished: number | null }[]>`
          select received, finished_at as finished from file where workspace_id = ${workspace} and id = ${id} for update`;
        if (!row) return "out-of-turn";
        if (offset + bytes.length <= row.received) return { received: row.received, whole: row.finished !== null };
        if (offset !== row.received) return "out-of-turn";
        const received = offset + bytes.length;
        await tx`insert into file_piece (workspace_id, file_id, place, content) values (${workspace}, ${id}, ${offset / PIECE}, ${Buffer.from(bytes)})`;
        await tx`update file set received = ${received} where workspace_id = ${workspace} and id = ${id}`;
        return { received, whole: false };
      });
      if (typeof taken !== "string") await sync();
      return taken;
    },
    async finish({ workspace, id, size, sha256 }) {
      const [begun] = await sql<{ received: number; finished: number | null; at: number }[]>`select received, finished_at as finished, begun_at as at from file where workspace_id = ${workspace} and id = ${id}`;
      if (begun && begun.finished !== null) return "whole";
      if (begun?.received !== size) return "incomplete";
      const hash = createHash("sha256");
      for await (const piece of pieces(workspace, id)) hash.update(piece);
      const same = hash.digest("hex") === sha256.toLowerCase();
      await sql.begin(async (tx) => {
        if (same) return void (await tx`update file set finished_at = ${now()} where workspace_id = ${workspace} and id = ${id} and received = ${size} and finished_at is null`);
        // Only the upload that was read: another one may have found the same meanwhile, and all of it may have come anew.
        const [gone] = await tx`delete from file where workspace_id = ${workspace} and id = ${id} and finished_at is null and begun_at = ${begun.at} and received = ${size} returning id`;
        if (gone) await tx`delete from file_piece where workspace_id = ${workspace} and file_id = ${id}`;
      });
      await sync();
      return same ? "whole" : "other-bytes";
    },
    read: async (workspace, id) => ((await far(workspace, id)).whole ? pieces(workspace, id) : null),
    async sweep(limit) {
      const gone = await sql<{ workspace: string; id: string }[]>`
        delete from file where (workspace_id, id) in (
          select workspace_id, id from file where (finished_at is null and begun_at < ${now() - UNFINISHED_DAYS * DAY_MS})
            or (begun_at < ${now() - ORPHAN_DAYS * DAY_MS} and not exists (select from record where record.workspace_id = file.workspace_id and record.id = file.id)) limit ${limit})
        returning workspace_id as workspace, id`;
      for (const { workspace, id } of gone) await sql`delete from file_piece where workspace_id = ${workspace} and file_id = ${id}`;
      // Of a round that was broken off between the two.
      if (gone.length === 0) await sql`delete from file_piece where not exists (select from file where file.workspace_id = file_piece.workspace_id and file.id = file_piece.file_id)`;
      return gone.length;
    },
  };
}
