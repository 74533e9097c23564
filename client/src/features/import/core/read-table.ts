// A chosen file as a table, whatever kind of file it is: what begins as a vCard or a calendar is read as one.
import { err, type Result } from "@outrider/shared/kernel";
import { isCalendar } from "@outrider/shared/icalendar";
import { isVCard } from "@outrider/shared/vcard";
import { text } from "../texts.ts";
import { pause } from "../pause.ts";
import { type FileLike, readCsv, type ReadOptions } from "./read-csv.ts";
import { readCards } from "./read-cards.ts";
import { readEntries } from "./read-entries.ts";
import type { FileProblem, Table } from "./table.ts";

const HEAD_BYTES = 1000;

export async function readTable(file: FileLike, options: ReadOptions): Promise<Result<Table, FileProblem>> {
  try {
    const head = new Uint8Array(await file.slice(0, Math.min(HEAD_BYTES, file.size)).arrayBuffer());
    const wide = head[0] === 0xff || head[0] === 0xfe;
    const start = new TextDecoder(wide ? "utf-16le" : "utf-8").decode(head);
    if (isCalendar(start)) return await readEntries(file, options, pause);
    return isVCard(start) ? await readCards(file, options, pause) : await readCsv(file, options);
  } catch (error) {
    return err({ code: "unreadable", message: text.file.unreadable(error instanceof Error ? error.message : String(error)) });
  }
}
