// The vectors that the team shares, over the session's cookie. What comes is checked: it is kept, and compared with.
import { DIMENSIONS } from "@outrider/shared/search";
import { fromBase64, toBase64 } from "@outrider/shared/kernel";
import type { TextVector, VectorExchange } from "../engine/meaning/meaning-ports.ts";
import type { PastFetchOptions } from "./past-fetch.ts";
import { isObject } from "./given.ts";


function vectorOf(given: unknown): TextVector[] {
  if (!isObject(given)) return [];
  const { id, hash, vector } = given;
  if (typeof id !== "string" || typeof hash !== "string" || typeof vector !== "string") return [];
  const bytes = fromBase64(vector);
  return bytes?.length === DIMENSIONS ? [{ id, hash, vector: new Int8Array(bytes.buffer, bytes.byteOffset, DIMENSIONS) }] : [];
}

export function createVectorExchange({ account, origin, fetch, patience }: PastFetchOptions): VectorExchange {
  const post = async (path: string, body: object): Promise<Record<string, unknown> | null> => {
    try {
      const response = await fetch(`${origin}/api/vectors/${path}`, {
        method: "POST", credentials: "include", cache: "no-store", signal: AbortSignal.timeout(patience),
        headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify({ workspace: account.workspace, ...body }),
      });
      const answer: unknown = response.ok ? await response.json() : null;
      return isObject(answer) && isObject(answer["data"]) ? answer["data"] : null;
    } catch {
      return null;
    }
  };
  return {
    async known(model, wanted) {
      const found = await post("known", { model, wanted });
      return found && Array.isArray(found["vectors"]) ? found["vectors"].flatMap(vectorOf) : null;
    },
    share: async (model, vectors) => (await post("share", { model, vectors: vectors.map(({ id, hash, vector }) => ({ id, hash, vector: toBase64(new Uint8Array(vector.buffer, vector.byteOffset, vector.length)) })) })) !== null,
  };
}
