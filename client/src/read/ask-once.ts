// One answer, for who needs no more: an import, an export, a key that is pressed. Nothing stays watched.
import type { EngineLink } from "../act/index.ts";
import type { Watchable, WatchName } from "../engine/api.ts";
import type { DoneEdit } from "../engine/api-edits.ts";
import type { Query, QueryAnswer } from "../engine/api-records.ts";

const PATIENCE_MS = 30_000;

type Line = Pick<EngineLink, "watch">;

/** Rejects where the engine has no answer for long: it runs elsewhere or cannot start. */
const once = <N extends WatchName>(link: Line, name: N, of: Watchable[N]["of"]): Promise<Watchable[N]["shows"]> =>
  new Promise((resolve, reject) => {
    // The answer may come before the call that asks for it returns: then it is that call's end that stops watching.
    const watching = { over: false, stop: (): void => undefined };
    const end = () => {
      watching.over = true;
      watching.stop();
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error("the engine does not answer"));
    }, PATIENCE_MS);
    const stop = link.watch(name, of, (answer) => {
      if (watching.over) return;
      clearTimeout(timer);
      resolve(answer);
      end();
    });
    watching.stop = stop;
    if (watching.over) stop();
  });

/** Rejects as `once` does. */
export const askOnce = (link: Line, query: Query): Promise<QueryAnswer> => once(link, "query", query);

/** The newest edit of this device of which something can be taken back, whichever tab or session made it. */
export const lastDone = async (link: Line): Promise<DoneEdit | undefined> => (await once(link, "done", null)).find(({ state }) => state === "whole" || state === "part");
