// Files of records for whoever may see the record they hang on: sent by who may change it, read by who may see it, judged
// each time by the rules that every edit is judged by. Invariant: what one may not see answers as what is not there; a
// record says that its file is uploaded only once all of its bytes are durable here and are the ones it named.
import { maySee, mayChange, viewerOf } from "@outrider/shared/access";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { baseOf, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { titleOf } from "@outrider/shared/projection";
import type { Database } from "../db/database.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import { createWorkingSet } from "../feed/working-set.ts";
import type { Feed } from "../feed-port.ts";
import { createFileStore, type Far, type FileStore, type NotTaken, type Said } from "./file-store.ts";
import type { FileLimits } from "./limits.ts";

export interface Asker { readonly workspace: string; readonly user: string }
export type FileRefusal = "not-found" | "not-allowed" | "not-a-member" | "too-large" | "incomplete" | "other-bytes" | NotTaken;
export interface Content { readonly name: string; readonly size: number; readonly bytes: AsyncIterable<Uint8Array> }

export interface Files {
  /** How far its upload is. */
  far(by: Asker, id: string): Promise<Result<Far, FileRefusal>>;
  take(by: Asker, id: string, offset: number, bytes: Uint8Array): Promise<Result<Far, FileRefusal>>;
  finish(by: Asker, id: string): Promise<Result<Far, FileRefusal>>;
  content(by: Asker, id: string): Promise<Result<Content, FileRefusal>>;
  sweep: FileStore["sweep"];
}

export interface FilesDeps {
  readonly database: Pick<Database, "sql" | "sync">;
  readonly door: Pick<RecordDoor, "store">;
  readonly write: Feed["write"];
  readonly limits: FileLimits;
  readonly now: () => number;
}

export function createFiles({ database, door, write, limits, now }: FilesDeps): Files {
  const store = createFileStore({ database, limits, now });

  /** The record, where this person may see it (and where it is to be sent: may change it). */
  const standing = ({ workspace, user }: Asker, id: string, change: boolean): Promise<Result<RecordState, FileRefusal>> =>
    door.store.transact(workspace, async (tx) => {
      const set = createWorkingSet(tx);
      await Promise.all([set.loadMembers(), set.load([id])]);
      return await set.settled((): Result<RecordState, FileRefusal> => {
        const viewer = viewerOf(user, set.read);
        if (!viewer) return err("not-a-member");
        const state = set.read(id);
        if (state?.kind !== "attachment" || !maySee(viewer, state, set.read)) return err("not-found");
        return change && !mayChange(viewer, "edit", state, set.read) ? err("not-allowed") : ok(state);
      });
    });

  const saidBy = (workspace: string, state: RecordState): Said => ({ workspace, id: state.id, size: Number(valueOf(state, "size")), sha256: textOf(state, "sha256") });

  /** Also where a server stopped between the last byte and this. */
  async function announce({ workspace, user }: Asker, state: RecordState): Promise<void> {
    if (valueOf(state, "uploadedAt") !== null) return;
    const written = await write(workspace, user, "upload", [{ id: state.id, kind: "attachment", set: { uploadedAt: { value: now(), base: baseOf(state, "uploadedAt") } } }]);
    if (!written.ok) throw new Error(`an upload could not be told: ${written.error.message}`);
  }

  return {
    async far(by, id) {
      const found = await standing(by, id, true);
      return found.ok ? ok(await store.far(by.workspace, id)) : found;
    },
    async take(by, id, offset, bytes) {
      const found = await standing(by, id, true);
      if (!found.ok) return found;
      const said = saidBy(by.workspace, found.value);
      if (said.size > limits.file) return err("too-large");
      const taken = await store.take(said, { offset, bytes, by: by.user });
      return typeof taken === "string" ? err(taken) : ok(taken);
    },
    async finish(by, id) {
      const found = await standing(by, id, true);
      if (!found.ok) return found;
      const said = saidBy(by.workspace, found.value);
      const done = await store.finish(said);
      if (done !== "whole") return err(done);
      await announce(by, found.value);
      return ok({ received: said.size, whole: true });
    },
    async content(by, id) {
      const found = await standing(by, id, false);
      if (!found.ok) return found;
      const bytes = await store.read(by.workspace, id);
      return bytes === null ? err("not-found") : ok({ name: titleOf(found.value), size: saidBy(by.workspace, found.value).size, bytes });
    },
    sweep: store.sweep,
  };
}
