// Owns the words between the harness and the loader process: one job a process, one answer, over Node's IPC.

import type { Accepting, At, Storm, StormSize } from "./peer.ts";

export type Job =
  | { readonly kind: "seed"; readonly count: number }
  | { readonly kind: "catch-up"; readonly count: number; readonly limitMs: number }
  | { readonly kind: "write"; readonly records: number; readonly perSecond: number }
  | { readonly kind: "survivors"; readonly records: number }
  | {
      readonly kind: "live";
      readonly rooms: number;
      readonly members: number;
      readonly perSecond: number;
      /** Seconds of the same load before anything counts. */
      readonly warmUp: number;
      readonly seconds: number;
    }
  | { readonly kind: "accept"; readonly batch: number; readonly seconds: number }
  | ({ readonly kind: "storm" } & StormSize)
  | { readonly kind: "uninvited" };

export interface CatchUp {
  /** Milliseconds until every record was held; undefined when the limit came first. */
  readonly ms: number | undefined;
  readonly held: number;
  /** Bytes received on every socket of the loader. */
  readonly bytes: number;
}

export interface Written {
  readonly sent: number;
  readonly accepted: readonly number[];
}

export interface Live {
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  readonly sent: number;
  readonly delivered: number;
  readonly expected: number;
}

export interface Answers {
  readonly seed: null;
  readonly "catch-up": CatchUp;
  readonly write: Written;
  readonly survivors: readonly number[];
  readonly live: Live;
  readonly accept: Accepting;
  readonly storm: Storm;
  readonly uninvited: boolean;
}

export interface Order {
  readonly peer: string;
  readonly at: At;
  readonly job: Job;
  readonly texts?: true;
}

/** `mark` names a moment at which the harness reads the server's CPU and memory. */
export type FromLoader =
  | { readonly kind: "ready" }
  | { readonly kind: "mark"; readonly name: string }
  | { readonly kind: "answer"; readonly value: unknown }
  | { readonly kind: "failed"; readonly message: string };

export type ToLoader = { readonly kind: "go" } | { readonly kind: "stop" };
