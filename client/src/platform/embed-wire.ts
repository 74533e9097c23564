// What a page and the worker that runs the model say to each other.
import type { ModelDescription } from "./model-files.ts";

export type EmbedAsk = { readonly t: "open"; readonly model: ModelDescription } | { readonly t: "embed"; readonly id: number; readonly texts: readonly string[] };

export type EmbedTell =
  | { readonly t: "opened" }
  /** It runs in this version of the runtime alone, which is not the one that lies here. */
  | { readonly t: "other-runtime"; readonly wanted: string }
  | { readonly t: "not-opened"; readonly message: string }
  | { readonly t: "vectors"; readonly id: number; readonly vectors: readonly Int8Array[] }
  | { readonly t: "failed"; readonly id: number; readonly message: string };
