export type { Cursor, Lane } from "./cursor.ts";
export { type Ask, type Asked, type Hello, isRecordId, MAX_ASKED_IDS, MAX_FRAME, parseUp, type Push, type Resend, type Up, up } from "./up.ts";
export {
  type Answer, type Applied, type Bye, type ByeCode, type Checkpoint, type Down, type Fresh, type Gone, type Page, parseDown, type Refused, type Row, type Verdict, type Verdicts,
  type Welcome,
} from "./down.ts";
export { PROTOCOL_VERSION } from "./version.ts";
