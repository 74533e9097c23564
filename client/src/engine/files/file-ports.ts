// What the engine needs for files: a place for their bytes on this device, and a way to the server for them.
import type { Result } from "@outrider/shared/kernel";

/** Bytes that travel and are kept together; of a file every piece but the last. The server says the same. */
export const PIECE = 256 * 1024;

/** Why a file of this device will not get to the server by itself. */
export type FileTrouble = "too-large" | "no-access" | "no-room" | "other-bytes" | "damaged" | "refused";

/** A file whose bytes are on this device, by its record's id. */
export interface KeptFile {
  readonly id: string;
  readonly root: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Added here, and not known to be on the server: nobody else may have its bytes. */
  readonly owed: boolean;
  /** Its record was made: before, nobody was told that it is saved. */
  readonly made: boolean;
  /** Its record was last seen in the bin. */
  readonly binned: boolean;
  /** The person wants it here; others give way when there are too many. */
  readonly keep: boolean;
  /** When it was added or last looked at, device's clock, ms. */
  readonly at: number;
  readonly trouble: FileTrouble | null;
}

/** Beside the store of records. Each call is durable when it resolves, and all or nothing; a full disk throws StorageFull. */
export interface FileStore {
  all(): Promise<readonly KeptFile[]>;
  put(file: KeptFile, bytes: Uint8Array): Promise<void>;
  /** Only what is known of it. */
  note(file: KeptFile): Promise<void>;
  /** Null where it is not there or cannot be read. */
  piece(id: string, place: number): Promise<Uint8Array | null>;
  remove(ids: readonly string[]): Promise<void>;
}

/** `away`: no answer to be had now; `later`: not before so many ms; `out-of-turn`: another piece is due. */
export type TransferFault =
  | { readonly kind: "away" }
  | { readonly kind: "later"; readonly ms: number }
  | { readonly kind: "out-of-turn" }
  | { readonly kind: "trouble"; readonly trouble: FileTrouble };
export interface Far { readonly received: number; readonly whole: boolean }

/** Never throws. */
export interface FileTransfer {
  far(id: string): Promise<Result<Far, TransferFault>>;
  take(id: string, offset: number, bytes: Uint8Array): Promise<Result<Far, TransferFault>>;
  finish(id: string): Promise<Result<Far, TransferFault>>;
  read(id: string): Promise<Result<Uint8Array, TransferFault>>;
}

export interface FileParts {
  readonly store: FileStore;
  readonly transfer: FileTransfer;
  /** SHA-256, 64 hexadecimal digits. */
  readonly digest: (bytes: Uint8Array) => Promise<string>;
}

const nowhere = (): Promise<never> => Promise.reject(new Error("there is no place for files"));
const away = (): Promise<Result<never, TransferFault>> => Promise.resolve({ ok: false, error: { kind: "away" } });
/** Where no file can be added or fetched. */
export const noFiles: FileParts = {
  store: { all: () => Promise.resolve([]), put: nowhere, note: nowhere, piece: () => Promise.resolve(null), remove: () => Promise.resolve() },
  transfer: { far: away, take: away, finish: away, read: away }, digest: nowhere,
};
