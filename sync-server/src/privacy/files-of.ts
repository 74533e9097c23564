// The files of a person's records, for an export: each by its name and address, and its bytes with it until the export
// would be too large to be opened.
import { type RecordState, textOf, valueOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";

export interface ExportedFile {
  readonly record: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly address: string;
  /** Base64; null where the server does not have it, or the export is large enough: then it is at its address. */
  readonly content: string | null;
}

/** Bytes of all files together that an export carries. */
const MOST_CARRIED = 25 * 1024 * 1024;

export async function filesOf({ sql }: Pick<Database, "sql">, workspace: string, records: readonly RecordState[]): Promise<readonly ExportedFile[]> {
  const files: ExportedFile[] = [];
  let carried = 0;
  for (const state of records.filter(({ kind }) => kind === "attachment")) {
    const size = Number(valueOf(state, "size"));
    const fits = carried + size <= MOST_CARRIED;
    const pieces = fits ? await sql<{ content: Uint8Array }[]>`
      select content from file_piece join file on file.workspace_id = file_piece.workspace_id and file.id = file_piece.file_id
      where file.workspace_id = ${workspace} and file.id = ${state.id} and finished_at is not null order by place` : [];
    if (pieces.length > 0) carried += size;
    files.push({
      record: state.id, name: textOf(state, "name"), type: textOf(state, "type"), size, sha256: textOf(state, "sha256"), address: `/api/attachments/${state.id}/content`,
      content: pieces.length === 0 ? null : Buffer.concat(pieces.map(({ content }) => content)).toString("base64"),
    });
  }
  return files;
}
