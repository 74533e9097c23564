// What may be stored of files, as one table. Bytes, unless a name says otherwise.
import { MOST_FILE_BYTES } from "@outrider/shared/schema";

export interface FileLimits {
  /** One file; a workspace may be given less and never more. */
  readonly file: number;
  /** All files of a workspace together, those under way counted whole. */
  readonly workspace: number;
  /** What one person has under way at once. */
  readonly person: number;
}

/** What travels in one request: of a file every piece but the last. Known to the client too (client/src/engine/files). */
export const PIECE = 256 * 1024;

/** After so long a file that was never finished goes; whoever still has it begins anew. */
export const UNFINISHED_DAYS = 14;
/** A file without a record is one whose record was erased while it came, or that a restore left behind. */
export const ORPHAN_DAYS = 1;

export const FILE_LIMITS: FileLimits = { file: MOST_FILE_BYTES, workspace: 5 * 1024 ** 3, person: 100 * 1024 ** 2 };
