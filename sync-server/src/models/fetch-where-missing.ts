// Fetches the model of meaning where there is none.
import type { Log } from "../platform/logger.ts";
import { fetchModel } from "./fetch-model.ts";
import type { Models } from "./models.ts";

/** In the background; a failure is told and leaves everything as it was. Answers how to break it off. */
export function fetchWhereMissing(models: Models, source: string, log: Log): () => Promise<void> {
  const off = new AbortController();
  const done = (async () => {
    if ((await models.current()) !== null) return;
    await fetchModel({ folder: models.folder, source, signal: off.signal });
    models.look();
    log.info({ folder: models.folder }, "fetched the model of meaning");
  })().catch((error: unknown) => {
    if (!off.signal.aborted) log.warn({ error }, "the model of meaning could not be fetched: devices search by words");
  });
  return () => {
    off.abort();
    return done;
  };
}
