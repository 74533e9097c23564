export type { Cursor, Lane } from "./cursor.ts";
export { isRecordId, MAX_ASKED_IDS, MAX_AWARENESS, MAX_FRAME, MAX_HELD_TEXT } from "./limits.ts";
export { type Ask, type Asked, type Aware, type Hello, parseUp, type Push, type Resend, type Up, up } from "./up.ts";
export {
  type Answer, type Applied, type Awareness, type Bye, type ByeCode, type Checkpoint, type Down, type Fresh, type Gone, type Page, parseDown, type Present, type Refused, type Row, type Typed, type Verdict, type Verdicts,
  type Welcome,
} from "./down.ts";
export { OLDEST_PROTOCOL, PROTOCOL_VERSION } from "./version.ts";
export { rowSentences } from "./row-sentences.ts";
export { type ProblemCode, problemSentences, problemTitles, problemWhy } from "./problems.ts";
