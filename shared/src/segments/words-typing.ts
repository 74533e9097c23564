// Slips of typing: a longer word that is no word of the language's tables but one letter away from just one of them.
const SHORTEST = 5;

/** How a slip may have come about, the likeliest first: a letter left out, two changed, one too many, another one. Infinity: not by one. */
function slip(typed: string, word: string): number {
  const [longer, shorter] = typed.length >= word.length ? [typed, word] : [word, typed];
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at += 1;
  if (longer.length > shorter.length) return longer.slice(at + 1) !== shorter.slice(at) ? Number.POSITIVE_INFINITY : typed.length < word.length ? 0 : 2;
  if (longer[at] === shorter[at + 1] && longer[at + 1] === shorter[at] && longer.slice(at + 2) === shorter.slice(at + 2)) return 1;
  return longer.slice(at + 1) === shorter.slice(at + 1) ? 3 : Number.POSITIVE_INFINITY;
}

/** The word that was meant, or null. First letters are seldom wrong, and words that differ there are others. */
export function speller(words: Iterable<string>): (typed: string) => string | null {
  const known = new Set(words);
  const byBeginning = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < SHORTEST) continue;
    for (const length of [-1, 0, 1]) {
      const key = `${word[0]}${word.length + length}`;
      const list = byBeginning.get(key);
      if (list) list.push(word);
      else byBeginning.set(key, [word]);
    }
  }
  return (typed) => {
    if (typed.length < SHORTEST - 1 || known.has(typed)) return null;
    const slips = (byBeginning.get(`${typed[0]}${typed.length}`) ?? []).map((word) => ({ word, by: slip(typed, word) }));
    const least = Math.min(...slips.map(({ by }) => by));
    const [found, other] = slips.filter(({ by }) => by === least && Number.isFinite(by));
    return found && !other ? found.word : null;
  };
}
