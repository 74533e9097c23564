// A tab's end where no worker is shared: it leads when its turn comes, with a worker of its own, and follows whoever
// leads until then. Invariant: one worker at a time in all tabs of one version; a line serves one leader only, and when
// that one is gone it says "lost" and is of no more use. What is asked before there is a leader waits in its order.
import { boardName, type BoardNote, lineName, type LineMessage, type OpenChannel } from "./tab-wire.ts";
import type { Ask, Port, Tell } from "./wire.ts";

export interface TabPortOptions {
  readonly build: string;
  readonly openChannel: OpenChannel;
  /** Calls back when nobody leads and it is this one's turn; the next one's comes when the promise resolves or this tab dies. */
  readonly takeTurn: (turn: () => Promise<void>) => void;
  readonly openWorker: () => Port<Ask, Tell>;
  readonly after: (ms: number, then: () => void) => () => void;
  readonly newId: () => string;
}

/** How long a leader may take to answer before the tab says that it waits for another one, ms. */
const GRACE_MS = 3_000;

export function createTabPort({ build, openChannel, takeTurn, openWorker, after, newId }: TabPortOptions): () => Port<Ask, Tell> {
  return () => {
    const name = newId();
    const board = openChannel<BoardNote>(boardName(build));
    const line = openChannel<LineMessage>(lineName(name));
    const waiting: Ask[] = [];
    let heard: (tell: Tell) => void = () => undefined;
    let send: ((ask: Ask) => void) | null = null;
    let leader: string | null = null;
    let closed = false;
    let stepDown: () => void = () => undefined;
    let callOff: () => void = () => undefined;

    const follow = (to: (ask: Ask) => void): void => {
      callOff();
      send = to;
      for (const ask of waiting.splice(0)) to(ask);
    };
    const seek = (): void => board.post({ t: "seek", line: name });

    line.listen((message) => heard(message as Tell));
    board.listen((note) => {
      if (note.t === "line" && note.line === name && !send) {
        leader = note.leader;
        follow((ask) => line.post(ask));
      } else if (note.t === "lead" && note.leader !== leader) {
        if (leader !== null) heard({ t: "lost" });
        else if (!send) seek();
      }
    });
    callOff = after(GRACE_MS, () => heard({ t: "standing", standing: "elsewhere" }));
    seek();

    takeTurn(() => {
      if (closed) return Promise.resolve();
      if (send) {
        // My turn means that the one I followed is gone.
        heard({ t: "lost" });
        return Promise.resolve();
      }
      const worker = openWorker();
      worker.listen((tell) => heard(tell));
      follow((ask) => worker.post(ask));
      return new Promise((done) => {
        stepDown = () => {
          worker.close();
          done();
        };
      });
    });

    return {
      post: (ask) => (send ? send(ask) : void waiting.push(ask)),
      listen: (listener) => (heard = listener),
      close() {
        closed = true;
        heard = () => undefined;
        callOff();
        board.close();
        line.close();
        stepDown();
      },
    };
  };
}
