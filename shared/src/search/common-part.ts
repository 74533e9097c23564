// What several words have in common: a text that holds none of it holds none of them, which one look finds out.

/** The longest text that is in each of these words; "" where they share no letter. Of several as long, the first one's first. */
export function commonPart([first = "", ...others]: readonly string[]): string {
  for (let length = first.length; length > 0; length--) {
    for (let from = 0; from + length <= first.length; from++) {
      const part = first.slice(from, from + length);
      if (others.every((word) => word.includes(part))) return part;
    }
  }
  return "";
}
