// Sends one file: asks how far it is, goes on from there piece by piece, and has it finished. It begins from what the server
// says each time, so that it may be broken off anywhere and begun again.
import type { FileStore, FileTransfer, FileTrouble, KeptFile, TransferFault } from "./file-ports.ts";
import { PIECE } from "./file-ports.ts";

/** `stopped`: it was not to go on. */
export type Sent = { readonly kind: "sent" } | { readonly kind: "stopped" } | Exclude<TransferFault, { readonly kind: "out-of-turn" }>;

export interface SendDeps {
  readonly store: FileStore;
  readonly transfer: FileTransfer;
  /** Asked before each piece. */
  readonly on: () => boolean;
  readonly moved: (received: number) => void;
}

/** Where two send the same file the one is out of turn now and then; more often than this something else is wrong. */
const MOST_OUT_OF_TURN = 5;

const trouble = (of: FileTrouble): Sent => ({ kind: "trouble", trouble: of });

export async function sendFile({ id, size }: KeptFile, { store, transfer, on, moved }: SendDeps): Promise<Sent> {
  for (let tried = 0; tried < MOST_OUT_OF_TURN; tried += 1) {
    const sent = await once();
    if (sent.kind !== "out-of-turn") return sent;
  }
  return { kind: "away" };

  async function once(): Promise<Sent | { readonly kind: "out-of-turn" }> {
    const far = await transfer.far(id);
    if (!far.ok) return far.error;
    let { received } = far.value;
    moved(received);
    while (received < size) {
      if (!on()) return { kind: "stopped" };
      const bytes = await store.piece(id, Math.floor(received / PIECE));
      if (bytes === null) return trouble("damaged");
      const taken = await transfer.take(id, received, bytes);
      if (!taken.ok) return taken.error;
      if (taken.value.received <= received) return { kind: "out-of-turn" };
      ({ received } = taken.value);
      moved(received);
    }
    const finished = await transfer.finish(id);
    return finished.ok ? { kind: "sent" } : finished.error;
  }
}
