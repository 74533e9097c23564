// Sentences by grammar: a rule is a list of ways to say something, and `{name}` in one of them stands for a word of the
// moment or for another rule. So a few hundred rules say many thousand different things. It knows no record.
import type { Random } from "@outrider/shared/kernel";

export type Rules = Readonly<Record<string, readonly string[]>>;
/** Words of the moment: who, what, how much. They go before rules of the same name. */
export type Slots = Readonly<Record<string, string>>;

const MAX_DEPTH = 12;

/** Throws where a rule names what is neither a word nor a rule: a spelling mistake in the tables. */
export function say(rules: Rules, random: Random, start: string, slots: Slots = {}): string {
  const expand = (text: string, depth: number): string =>
    text.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => {
      const word = Object.hasOwn(slots, name) ? slots[name] : undefined;
      if (word !== undefined) return word;
      const ways = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (ways === undefined || depth === 0) throw new Error(`no rule {${name}} of the sample`);
      return expand(random.pick(ways), depth - 1);
    });
  return capitalised(expand(`{${start}}`, MAX_DEPTH));
}

/** Each sentence and each line begins with a capital. */
const capitalised = (text: string): string => text.trim().replaceAll(/(^|[.!?]\s+|\n)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
