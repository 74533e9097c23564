// A log whose errors are counted.
import type { Log } from "./logger.ts";

export const countedLog = (log: Log, count: (event: string) => void): Log => ({
  debug: (fields, message) => log.debug(fields, message),
  info: (fields, message) => log.info(fields, message),
  warn: (fields, message) => log.warn(fields, message),
  error(fields, message) {
    count(message);
    log.error(fields, message);
  },
  child: (fields) => countedLog(log.child(fields), count),
  flush: () => log.flush(),
});
