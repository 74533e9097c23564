// The engine's sentinel in the cache storage, which browsers keep apart from databases and lose apart from them.
import { noSentinel, type Sentinel } from "../engine/sentinel.ts";

const CACHE = "outrider.held";

export function createCacheSentinel(name: string): Sentinel {
  // Not there on an insecure origin.
  if (!("caches" in globalThis)) return noSentinel;
  const key = `/held/${encodeURIComponent(name)}`;
  return {
    async held() {
      const mark = await (await caches.open(CACHE)).match(key);
      if (!mark) return null;
      const last = Number(await mark.text());
      // Earlier marks said only that there was something.
      return { last: Number.isSafeInteger(last) ? last : 0 };
    },
    async set(last) {
      await (await caches.open(CACHE)).put(key, new Response(String(last)));
    },
    async clear() {
      await (await caches.open(CACHE)).delete(key);
    },
  };
}
