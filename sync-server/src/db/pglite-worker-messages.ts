/** What the thread of the embedded Postgres and its starter say to each other. */
export type WorkerStart = {
  readonly directory: string;
  /** Without one nothing listens: the thread only initialises the directory. */
  readonly socketPath: string | undefined;
};

export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "stopped" }
  | { readonly type: "failed"; readonly message: string };

/** Postgres settings of the embedded database. 16 MB of buffers halve the memory of the process. */
export const TUNING = ["-c", "shared_buffers=16MB", "-c", "wal_compression=on", "-c", "wal_init_zero=off"] as const;
