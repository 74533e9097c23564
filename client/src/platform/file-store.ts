// The bytes of files on this device: in pieces, each sealed by itself, in two tables of the account's database, so that they
// are locked, wiped and measured with everything else. Of a file nothing shows but the id of its record and how many pieces
// it has. A piece that was sealed is known to be whole when it is opened.
import type { FileStore, KeptFile } from "../engine/files/file-ports.ts";
import { PIECE } from "../engine/files/file-ports.ts";
import type { Seal } from "../engine/seal.ts";
import type { StoreDatabase } from "./store-database.ts";
import type { Framing } from "./store-frame.ts";

export const createFileStore = ({ files, filePieces, commit }: StoreDatabase, framing: Framing, seal: Seal): FileStore => ({
  async all() {
    const keys = await commit("r", () => files.toCollection().primaryKeys());
    const stored = await commit("r", () => Promise.all(keys.map((key) => files.get(key))));
    // One that cannot be read stays where it is: it may be all there is of a file.
    const opened = await Promise.allSettled(stored.map((value) => framing.open(value)));
    return opened.flatMap((result) => (result.status === "fulfilled" ? [result.value as KeptFile] : []));
  },
  async put(file, bytes) {
    const about = await framing.close(file);
    const pieces: unknown[] = [];
    for (let from = 0; from < bytes.length; from += PIECE) pieces.push(await seal.seal(bytes.slice(from, from + PIECE)));
    await commit("unseen", async () => {
      await filePieces.where(":id").between([file.id], [file.id, []]).delete();
      await Promise.all(pieces.map((piece, place) => filePieces.put(piece, [file.id, place])));
      await files.put(about, file.id);
    });
  },
  async note(file) {
    const about = await framing.close(file);
    await commit("unseen", async () => {
      // Never of a file that went meanwhile.
      if ((await files.get(file.id)) !== undefined) await files.put(about, file.id);
    });
  },
  async piece(id, place) {
    try {
      const opened = await seal.open(await commit("r", () => filePieces.get([id, place])));
      return opened instanceof Uint8Array ? opened : null;
    } catch {
      return null;
    }
  },
  remove: (ids) => commit("unseen", async () => {
    for (const id of ids) await filePieces.where(":id").between([id], [id, []]).delete();
    await files.bulkDelete([...ids]);
  }),
});
