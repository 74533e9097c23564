// How a content line of vCard and iCalendar (RFC 6350, RFC 5545) is written: its text escaped, its length kept. Pure text.

const LINE_BYTES = 75;

/** What would end a line or divide values stands as what it is. Signs that no line may hold are left out. */
export const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");

/** The bytes of a character in UTF-8. */
const bytesOf = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);

/** No line is longer than 75 bytes; one that goes on begins with a space. No character is cut. */
export function folded(line: string): string {
  let [out, bytes] = ["", 0];
  for (const sign of line) {
    const size = bytesOf(sign.codePointAt(0) ?? 0);
    if (bytes + size > LINE_BYTES) [out, bytes] = [`${out}\r\n `, 1];
    out += sign;
    bytes += size;
  }
  return `${out}\r\n`;
}
