// The engine's sentinel in the cache storage, which browsers keep apart from databases and lose apart from them.
import { noSentinel, type Sentinel } from "../engine/sentinel.ts";

const CACHE = "outrider.held";

export function createCacheSentinel(name: string): Sentinel {
  // Not there on an insecure origin.
  if (!("caches" in globalThis)) return noSentinel;
  const key = `/held/${encodeURIComponent(name)}`;
  return {
    async isSet() {
      return (await (await caches.open(CACHE)).match(key)) !== undefined;
    },
    async set() {
      await (await caches.open(CACHE)).put(key, new Response("held"));
    },
    async clear() {
      await (await caches.open(CACHE)).delete(key);
    },
  };
}
