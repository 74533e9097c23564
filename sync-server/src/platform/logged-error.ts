/**
 * What of an error is written to a log: its kind, words, code, place and causes.
 * Invariant: nothing that a query was given. Drizzle puts a query's parameters (addresses, hashes, session tokens) into
 * its message and fields, and Postgres repeats the value of a key in `detail`, so fields are taken by name, never all.
 */

export type LoggedError = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
};

const MOST = 5;

/** The parameters begin on a line of their own and end where the frames of the stack begin. */
const PARAMETERS = /\nparams: [\s\S]*?(?=\n {4}at |$)/g;

export const loggedError = (error: unknown, depth = 0): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error).slice(0, 300), stack: "" };
  const { code } = error as { code?: unknown };
  const deeper = depth < MOST;
  return {
    type: error.name,
    message: error.message.replace(/\nparams: [\s\S]*$/, ""),
    ...(typeof code === "string" && { code }),
    stack: (error.stack ?? "").replace(PARAMETERS, ""),
    ...(deeper && error.cause !== undefined && { cause: loggedError(error.cause, depth + 1) }),
    ...(deeper && error instanceof AggregateError && { errors: error.errors.slice(0, MOST).map((one) => loggedError(one, depth + 1)) }),
  };
};
