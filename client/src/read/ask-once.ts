// One answer to a query, for who needs no more: an import, an export. Nothing stays watched.
import type { EngineLink } from "../act/index.ts";
import type { Query, QueryAnswer } from "../engine/api.ts";

const PATIENCE_MS = 30_000;

/** Rejects where the engine has no answer for long: it runs elsewhere or cannot start. */
export const askOnce = (link: Pick<EngineLink, "watch">, query: Query): Promise<QueryAnswer> =>
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
    const stop = link.watch("query", query, (answer) => {
      if (watching.over) return;
      clearTimeout(timer);
      resolve(answer);
      end();
    });
    watching.stop = stop;
    if (watching.over) stop();
  });
