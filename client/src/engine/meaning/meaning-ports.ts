// What the search by meaning needs of the disk and of the server. Losing what lies there costs computing it again and
// nothing else.

/** `hash` names the text that it stands for (`textHash`). */
export interface TextVector { readonly id: string; readonly hash: string; readonly vector: Int8Array }

/** Vectors of one model that were kept together. */
export interface VectorPack { readonly model: string; readonly vectors: readonly TextVector[] }

export interface VectorStore {
  /** What can be read, by its key. */
  load(): Promise<readonly { readonly key: number; readonly pack: VectorPack }[]>;
  /** One transaction. */
  write(put: readonly { readonly key: number; readonly pack: VectorPack }[], drop: readonly number[]): Promise<void>;
}

export interface VectorExchange {
  /** Those of them that somebody has computed already; null: no answer to be had now. */
  known(model: string, wanted: readonly { readonly id: string; readonly hash: string }[]): Promise<readonly TextVector[] | null>;
  /** Lets the team have them. What the server does not want it leaves out; false: no answer to be had now. */
  share(model: string, vectors: readonly TextVector[]): Promise<boolean>;
}

export const noVectorStore: VectorStore = { load: () => Promise.resolve([]), write: () => Promise.resolve() };
export const noVectorExchange: VectorExchange = { known: () => Promise.resolve(null), share: () => Promise.resolve(false) };
