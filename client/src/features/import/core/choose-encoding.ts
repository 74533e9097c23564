// Decides how a file's bytes become text. UTF-8 first; what is not UTF-8 and was never meant to be is read as
// Windows-1252 with a notice; what was meant to be UTF-8 and is broken is refused with the line.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { text } from "../texts.ts";
import type { ByteFacts } from "./scan-bytes.ts";
import type { Encoding, FileProblem } from "./table.ts";

export interface EncodingChoice { readonly encoding: Encoding; readonly notice: string | null }

export function chooseEncoding(head: Uint8Array, facts: ByteFacts, forced: Encoding | undefined): Result<EncodingChoice, FileProblem> {
  if (head[0] === 0xff && head[1] === 0xfe) return ok({ encoding: "utf-16le", notice: null });
  if (head[0] === 0xfe && head[1] === 0xff) return ok({ encoding: "utf-16be", notice: null });
  const nuls = facts.nulsEven + facts.nulsOdd;
  if (nuls > 0) {
    // Without a mark UTF-16 shows by its zero bytes: nearly all on one side, and a good part of that side.
    const most = Math.max(facts.nulsEven, facts.nulsOdd);
    if (most > facts.bytes * 0.2 && nuls - most < most * 0.02) {
      const encoding = facts.nulsOdd > facts.nulsEven ? "utf-16le" : "utf-16be";
      return ok({ encoding, notice: text.notice.utf16(encoding) });
    }
    return err({ code: "not-csv", message: text.file.binary });
  }
  if (forced === "windows-1252") return ok({ encoding: forced, notice: text.notice.windows1252 });
  if (facts.brokenLine === null) return ok({ encoding: "utf-8", notice: null });
  if (facts.multibyte > 0) return err({ code: "encoding", message: text.file.brokenUtf8(facts.brokenLine) });
  return ok({ encoding: "windows-1252", notice: text.notice.windows1252 });
}
