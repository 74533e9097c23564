// What an import accepts, in one place. The limits keep a page alive on a phone; each is named in the refusal it causes.

/** A larger file is refused before a byte of it is read. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
export const MAX_ROWS = 250_000;
export const MAX_COLUMNS = 300;
/** UTF-16 units in one row: an opened quote that is not closed by then never will be. */
export const MAX_ROW_CHARS = 1_000_000;
/** Rows with broken quotes before the whole file counts as broken: each costs a second look at what follows it. */
export const MAX_BROKEN_QUOTES = 20;
/** Bytes read at once; the page draws between two reads. */
export const CHUNK_BYTES = 512 * 1024;
/** Rows handed to the engine at once, each a group of its own. */
export const BATCH_ROWS = 200;
