// The files of this device: added here and owed to the server until it has them, or fetched and kept for the next time.
// Invariants: the bytes are durable before the record that names them, and that before anybody says saved; bytes that only
// this device may have go when the server has them or their owner says so, never by themselves; what else is here goes with
// its record. One is sent at a time, oldest first.
import { err } from "@outrider/shared/kernel";
import { isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { editWhy, MOST_FILE_BYTES } from "@outrider/shared/schema";
import type { NotSaved } from "../api.ts";
import type { FileAnswer, FilesOf, FileView, NewFile } from "../api-records.ts";
import type { Live } from "../live.ts";
import type { Log, Timers } from "../ports.ts";
import type { Relations, View } from "../relations.ts";
import { StorageFull } from "../storage-full.ts";
import type { Outcome } from "../writer.ts";
import type { FileParts, KeptFile } from "./file-ports.ts";
import { PIECE } from "./file-ports.ts";
import { fileViewOf } from "./file-view.ts";
import { sendFile } from "./send-file.ts";

export interface FilesDeps extends FileParts {
  readonly view: View;
  readonly relations: Pick<Relations, "hanging" | "rootOf">;
  /** The record as the server last said it. */
  readonly confirmed: (id: string) => RecordState | undefined;
  /** What has become of the edit that made it: it waits to be sent, was refused, or is the server's. */
  readonly making: (id: string) => "waiting" | "refused" | "done";
  readonly perform: (values: { readonly id: string; readonly values: Readonly<Record<string, string | number>> }) => Promise<Outcome>;
  readonly live: () => boolean;
  readonly complete: () => boolean;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly changed: (ids: ReadonlySet<string>) => void;
}

export interface Files {
  /** Reads what is here; until then nothing is sent. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Durable, with its record, when it answers well. */
  attach(file: NewFile): Promise<Outcome>;
  /** The bytes, from here or from the server. */
  open(id: string): Promise<FileAnswer>;
  /** Has it here also when others give way, or no more. */
  keep(id: string, keep: boolean): Promise<FileAnswer | null>;
  /** Sends one again that was in trouble. */
  again(id: string): Promise<void>;
  /** Lets go of bytes that nobody else may have: ask first. */
  discard(id: string): Promise<void>;
  watch(of: FilesOf): Live<readonly FileView[]>;
  /** Files that only this device has: on their way, and in trouble. */
  owed(): { readonly waiting: number; readonly troubled: number };
  changed(ids: ReadonlySet<string>): void;
  /** Whether the server is there now. */
  online(live: boolean): void;
  /** Everything here was wiped. */
  forget(): void;
}

/** Bytes of files that are here only because somebody looked at them. */
const CACHE_BYTES = 60 * 1024 * 1024;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

export function createFiles(deps: FilesDeps): Files {
  const { view, relations, store, transfer, timers, log, changed } = deps;
  const kept = new Map<string, KeptFile>();
  const progress = new Map<string, number>();
  let ready = false;
  let ended = false;
  let sending: Promise<void> | null = null;
  let failures = 0;
  let wasLive = false;
  let callOff: () => void = () => undefined;
  let reading: Promise<void> | null = null;

  const told = (id: string): void => changed(new Set([id]));
  async function note(file: KeptFile): Promise<void> {
    kept.set(file.id, file);
    told(file.id);
    await store.note(file).catch(() => log("what is known of a file could not be noted"));
  }
  async function drop(id: string): Promise<void> {
    kept.delete(id);
    progress.delete(id);
    told(id);
    await store.remove([id]).catch(() => log("a file could not be removed; it goes at the next start"));
  }

  const isWanted = (id: string): boolean => {
    const file = kept.get(id);
    const state = view.read(id);
    return !ended && deps.live() && file?.owed === true && file.made && file.trouble === null && !file.binned && !(state !== undefined && isDeleted(state));
  };
  const next = (): KeptFile | undefined => [...kept.values()].filter(({ id }) => isWanted(id) && deps.making(id) === "done").sort((a, b) => a.at - b.at)[0];

  function pump(): void {
    callOff();
    if (!ready || ended || sending) return;
    const file = next();
    if (!file) return;
    sending = send(file).catch((error: unknown) => {
      log("a file could not be sent", { error: error instanceof Error ? error.name : "unknown" });
      return false;
    }).then((on) => {
      sending = null;
      if (on) return pump();
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + deps.random());
      failures += 1;
      later(wait);
    });
  }
  function later(ms: number): void {
    callOff();
    if (!ended) callOff = timers.after(ms, pump);
  }

  /** Whether to go on at once. */
  async function send(file: KeptFile): Promise<boolean> {
    const { id, size } = file;
    const confirmed = deps.confirmed(id);
    const sent = confirmed && valueOf(confirmed, "uploadedAt") !== null ? ({ kind: "sent" } as const) : await sendFile(file, {
      store, transfer, on: () => isWanted(id),
      moved(received) {
        failures = 0;
        progress.set(id, received / size);
        told(id);
      },
    });
    progress.delete(id);
    const now = kept.get(id);
    if (!now || ended) return true;
    switch (sent.kind) {
      case "sent":
        await note({ ...now, owed: false, at: timers.now() });
        await makeRoom(0);
        return true;
      case "stopped":
        told(id);
        return true;
      case "trouble":
        await note({ ...now, trouble: sent.trouble });
        return true;
      case "later":
        told(id);
        later(sent.ms);
        return false;
      case "away":
        told(id);
        return false;
    }
  }

  /** Lets go of what was looked at longest ago and lies elsewhere too. */
  async function makeRoom(more: number): Promise<void> {
    const spare = [...kept.values()].filter(({ owed, keep }) => !owed && !keep).sort((a, b) => a.at - b.at);
    let total = more + spare.reduce((sum, { size }) => sum + size, 0);
    for (const { id, size } of spare) {
      if (total <= CACHE_BYTES) return;
      await drop(id);
      total -= size;
    }
  }

  async function bytesHere({ id, size }: KeptFile): Promise<Uint8Array | null> {
    const bytes = new Uint8Array(size);
    for (let offset = 0, place = 0; offset < size; place += 1) {
      const piece = await store.piece(id, place);
      if (!piece || offset + piece.length > size || piece.length === 0) return null;
      bytes.set(piece, offset);
      offset += Math.min(PIECE, piece.length);
    }
    return bytes;
  }

  async function fetched(id: string): Promise<FileAnswer> {
    const state = view.read(id);
    if (!state || state.kind !== "attachment") return { ok: false, why: "gone" };
    if (valueOf(state, "uploadedAt") === null) return { ok: false, why: "elsewhere" };
    if (!deps.live()) return { ok: false, why: "offline" };
    const read = await transfer.read(id);
    if (!read.ok) return { ok: false, why: read.error.kind === "trouble" ? "gone" : "offline" };
    const [name, type, sha256] = [textOf(state, "name"), textOf(state, "type"), textOf(state, "sha256")];
    if ((await deps.digest(read.value)) !== sha256.toLowerCase()) return { ok: false, why: "damaged" };
    const file: KeptFile = { id, root: textOf(state, "root"), name, type, size: read.value.length, sha256, owed: false, made: true, binned: false, keep: false, at: timers.now(), trouble: null };
    await makeRoom(file.size);
    // Without room for it it is shown all the same.
    await store.put(file, read.value).then(() => {
      kept.set(id, file);
      told(id);
    }, () => undefined);
    return { ok: true, name, type, bytes: read.value };
  }

  async function open(id: string): Promise<FileAnswer> {
    await reading;
    const file = kept.get(id);
    const bytes = file ? await bytesHere(file) : null;
    if (!file || !bytes) return file?.owed === true ? { ok: false, why: "damaged" } : await fetched(id);
    if (!file.owed) await note({ ...file, at: timers.now() });
    return { ok: true, name: file.name, type: file.type, bytes };
  }

  /** What its record says of a file that is here; null: the record is not here any more. */
  function follow(file: KeptFile): void {
    const state = view.read(file.id);
    if (state) {
      const binned = isDeleted(state);
      const owed = file.owed && valueOf(state, "uploadedAt") === null;
      const name = textOf(state, "name") || file.name;
      if (binned !== file.binned || owed !== file.owed || !file.made || name !== file.name) void note({ ...file, binned, owed, name, made: true });
    } else if (!file.owed || file.binned || !file.made) void drop(file.id);
    else if (deps.making(file.id) === "refused" && file.trouble === null) void note({ ...file, trouble: "refused" });
  }

  return {
    start() {
      reading = store.all().then(
        (files) => {
          for (const file of files) kept.set(file.id, file);
          ready = true;
          if (deps.complete()) for (const file of files) follow(file);
          changed(new Set(kept.keys()));
          pump();
        },
        () => log("files could not be read; the next start tries again"),
      );
      return reading;
    },
    async stop() {
      ended = true;
      callOff();
      await sending;
    },
    async attach({ bytes, root, about, name, type, width, height, thumbnail }) {
      await reading;
      if (bytes.length > MOST_FILE_BYTES) return err({ code: "too-large", ...editWhy("file-over-5-mb", { name }) });
      if (bytes.length === 0) return err({ code: "bad-value", ...editWhy("file-empty", { name }) });
      const sha256 = await deps.digest(bytes);
      const file: KeptFile = { id: deps.newId(), root, name, type, size: bytes.length, sha256, owed: true, made: false, binned: false, keep: false, at: timers.now(), trouble: null };
      try {
        await makeRoom(0);
        await store.put(file, bytes);
      } catch (error) {
        const why: NotSaved = error instanceof StorageFull
          ? { code: "storage-full", ...editWhy("storage-full") }
          : { code: "not-kept", ...editWhy("storage-broken") };
        return err(why);
      }
      kept.set(file.id, file);
      const more = { ...(about !== undefined && { about }), ...(width !== undefined && { width }), ...(height !== undefined && { height }), ...(thumbnail !== undefined && { thumbnail }) };
      const outcome = await deps.perform({ id: file.id, values: { root, name, type, size: file.size, sha256, ...more } });
      if (outcome.ok) await note({ ...file, made: true });
      else await drop(file.id);
      pump();
      return outcome;
    },
    open,
    async keep(id, keep) {
      const opened = keep && !kept.has(id) ? await open(id) : null;
      const file = kept.get(id);
      if (file) await note({ ...file, keep });
      return opened;
    },
    async again(id) {
      const file = kept.get(id);
      if (file?.owed) await note({ ...file, trouble: null });
      failures = 0;
      pump();
    },
    discard: drop,
    watch: (of) => fileViewOf(of, { view, relations, files: kept, progress, making: deps.making }),
    owed() {
      const owed = [...kept.values()].filter((file) => file.owed && file.made && !file.binned);
      return { waiting: owed.filter(({ trouble }) => trouble === null).length, troubled: owed.filter(({ trouble }) => trouble !== null).length };
    },
    changed(ids) {
      if (!ready) return;
      for (const id of ids) {
        const file = kept.get(id);
        if (file) follow(file);
      }
      pump();
    },
    online(live) {
      if (live && !wasLive) {
        failures = 0;
        pump();
      }
      wasLive = live;
    },
    forget() {
      kept.clear();
      progress.clear();
    },
  };
}

