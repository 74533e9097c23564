/** What the server and the process of its trials say to each other. They are one program: nothing here is checked. */
import type { BodyFault, Trial } from "@outrider/shared/bodies";

/** What a copy is made from: what is committed, and what was tried on it and may not be committed yet. */
export type CopyParts = { readonly base: Uint8Array; readonly recent: readonly Uint8Array[] };

export type Work =
  | { readonly type: "try"; readonly id: number; readonly key: string; readonly update: Uint8Array; readonly load: CopyParts | null }
  | { readonly type: "settle"; readonly id: number; readonly base: Uint8Array; readonly updates: readonly Uint8Array[] };

export type ToChild = { readonly forget: readonly string[]; readonly work: readonly Work[] };

export type Settled = { readonly doc: Uint8Array; readonly text: string };

export type Answer =
  | Trial
  /** There is no copy to try it on, or an update before it spoiled the copy. */
  | { readonly kind: "cold" }
  | { readonly kind: "settled"; readonly settled: Settled | BodyFault }
  /** What is committed cannot be read: no fault of the update. */
  | { readonly kind: "broken"; readonly message: string };

export type FromChild = { readonly type: "ready" } | { readonly type: "answer"; readonly id: number; readonly answer: Answer };
