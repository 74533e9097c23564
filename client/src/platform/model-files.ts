// The files of the model of meaning on this device: fetched from our own server, checked against what the server said
// they are, kept in the cache storage under their own addresses. Invariant: what lies there is byte for byte what was
// named, so that a page answered in a file's place, or half a file, never passes for it.

export interface ModelPart { readonly path: string; /** Bytes. */ readonly size: number; readonly sha256: string }
/** As the server describes its model. */
export interface ModelDescription {
  readonly model: string;
  readonly version: string;
  readonly name: string;
  readonly licence: string;
  readonly dimensions: number;
  readonly files: readonly ModelPart[];
  readonly runtime: ModelPart & { readonly version: string };
}

export type NotKept = "offline" | "no-room" | "damaged" | "cancelled";
export class ModelFault extends Error {
  readonly why: NotKept;
  constructor(why: NotKept) {
    super(`the model could not be kept: ${why}`);
    this.why = why;
  }
}

export interface ModelFiles {
  /** The models of which everything is here, the one that was fetched last first. */
  held(): Promise<readonly ModelDescription[]>;
  /** Fetches what is not here yet. Rejects with `ModelFault`; what was fetched whole stays for the next time. */
  fetch(model: ModelDescription, options: { readonly signal: AbortSignal; readonly progress: (have: number) => void }): Promise<void>;
  /** Lets go of all files but those of these models. */
  keepOnly(models: readonly ModelDescription[]): Promise<void>;
}

export const MODEL_CACHE = "outrider.model";
const HELD = "/models/held/";

export const addressOf = (model: ModelDescription, part: ModelPart): string => (part === model.runtime ? `/ort/${model.runtime.version}/${part.path}` : `/models/${model.version}/${part.path}`);
const partsOf = (model: ModelDescription): readonly ModelPart[] => [...model.files, model.runtime];
export const sizeOf = (model: ModelDescription): number => partsOf(model).reduce((sum, { size }) => sum + size, 0);
const heldKey = (model: ModelDescription): string => `${HELD}${model.version}-${model.runtime.version}`;

/** Also of what is read back: it was written by an earlier release, perhaps. */
export function descriptionOf(given: unknown): ModelDescription | null {
  const isPart = (part: unknown): part is ModelPart => typeof part === "object" && part !== null && "path" in part && typeof part.path === "string" && "size" in part && typeof part.size === "number" && "sha256" in part && typeof part.sha256 === "string";
  const texts = ["model", "version", "name", "licence"] as const;
  if (typeof given !== "object" || given === null || !texts.every((name) => typeof (given as Record<string, unknown>)[name] === "string")) return null;
  const { files, runtime, dimensions } = given as Partial<ModelDescription>;
  if (!Array.isArray(files) || !files.every(isPart) || !isPart(runtime) || typeof runtime.version !== "string" || typeof dimensions !== "number") return null;
  return given as ModelDescription;
}

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function bodyOf(response: Response, size: number, grown: (by: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  let at = 0;
  const reader = response.body?.getReader();
  for (let piece = await reader?.read(); piece !== undefined && !piece.done; piece = await reader?.read()) {
    if (at + piece.value.length > size) throw new ModelFault("damaged");
    bytes.set(piece.value, at);
    at += piece.value.length;
    grown(piece.value.length);
  }
  if (at !== size) throw new ModelFault("damaged");
  return bytes;
}

export interface ModelFilesOptions { readonly caches: Pick<CacheStorage, "open">; readonly fetch: typeof globalThis.fetch; readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer> }

export function createModelFiles({ caches, fetch, digest }: ModelFilesOptions): ModelFiles {
  const open = (): Promise<Cache> => caches.open(MODEL_CACHE);

  async function fetched(address: string, { size, sha256 }: ModelPart, signal: AbortSignal, grown: (by: number) => void): Promise<Response> {
    const response = await fetch(address, { signal, credentials: "omit" });
    if (!response.ok) throw new ModelFault("offline");
    const bytes = await bodyOf(response, size, grown);
    if (hex(await digest(bytes)) !== sha256) throw new ModelFault("damaged");
    return new Response(bytes, { headers: { "content-type": response.headers.get("content-type") ?? "application/octet-stream", "content-length": String(size) } });
  }

  return {
    async held() {
      const cache = await open();
      const marks = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith(HELD));
      const held: ModelDescription[] = [];
      for (const mark of marks) {
        const model = descriptionOf(await (await cache.match(mark))?.json().catch(() => null));
        if (!model) continue;
        // A browser that runs short may have let go of a file.
        const there = await Promise.all(partsOf(model).map((part) => cache.match(addressOf(model, part))));
        if (there.every((part) => part !== undefined)) held.unshift(model);
      }
      return held;
    },
    async fetch(model, { signal, progress }) {
      const cache = await open();
      let have = 0;
      try {
        for (const part of partsOf(model)) {
          const address = addressOf(model, part);
          const before = have;
          if ((await cache.match(address)) === undefined) {
            await cache.put(address, await fetched(address, part, signal, (by) => progress((have += by))));
          }
          have = before + part.size;
          progress(have);
        }
        await cache.put(heldKey(model), Response.json(model));
      } catch (error) {
        if (signal.aborted) throw new ModelFault("cancelled");
        if (error instanceof ModelFault) throw error;
        throw new ModelFault(error instanceof Error && error.name === "QuotaExceededError" ? "no-room" : "offline");
      }
    },
    async keepOnly(models) {
      const cache = await open();
      const kept = new Set(models.flatMap((model) => [heldKey(model), ...partsOf(model).map((part) => addressOf(model, part))]));
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url);
        if (/^\/(models|ort)\//.test(pathname) && !kept.has(pathname)) await cache.delete(request);
      }
    },
  };
}

/** `fetch` takes paths at the server. Undefined where the browser has no cache storage, as on an insecure origin. */
export const browserModelFiles = (fetch: typeof globalThis.fetch): ModelFiles | undefined =>
  "caches" in globalThis ? createModelFiles({ caches, fetch, digest: (bytes) => crypto.subtle.digest("SHA-256", bytes) }) : undefined;
