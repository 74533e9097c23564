/** Lines of CSV as RFC 4180 has them. What a spreadsheet would take for a formula is made text by an apostrophe. */
const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;

const cell = (text: string): string => {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(plain) || plain !== text ? `"${plain.replaceAll('"', '""')}"` : plain;
};

export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`;
