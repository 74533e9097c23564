/**
 * Structured logs: one JSON object a line, to the console and, where asked, to files.
 * Invariant: no secret is written. Fields that hold one are blanked by name, and callers pass fields, not sentences
 * with values in them, so a line break in what a user typed stays inside its JSON string.
 */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import pino from "pino";
import { loggedError } from "./logged-error.ts";

export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log that adds `fields` to each of its lines. */
  child(fields: object): Log;
  /** Hands what is buffered to the system. */
  flush(): void;
};

const SECRET_FIELDS = ["password", "token", "ticket", "secret", "cookie", "authorization", "set-cookie", "hash"];

export type LogPlaces = {
  readonly level: LogLevel;
  readonly file?: string | undefined;
  readonly errorFile?: string | undefined;
  /** Where console lines go; standard output when absent. */
  readonly console?: pino.DestinationStream;
};

export const createLog = (places: LogPlaces): Log => {
  const base = { level: places.level === "silent" ? "fatal" : places.level } as const;
  const streams: pino.StreamEntry[] = [{ ...base, stream: places.console ?? pino.destination({ fd: 1, sync: true }) }];
  if (places.file !== undefined) streams.push({ ...base, stream: fileStream(places.file) });
  if (places.errorFile !== undefined) streams.push({ level: "error", stream: fileStream(places.errorFile) });
  return pino(
    {
      level: places.level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: SECRET_FIELDS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
        censor: "[secret]",
      },
      serializers: { error: (error: unknown) => loggedError(error) },
    },
    pino.multistream(streams),
  );
};

const fileStream = (path: string): pino.DestinationStream => {
  mkdirSync(dirname(path), { recursive: true });
  return pino.destination({ dest: path, append: true, sync: true, mode: 0o600 });
};
