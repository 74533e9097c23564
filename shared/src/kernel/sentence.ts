// A sentence that a program says to a person, by a stable name and with the values it speaks of: who shows it may say it in
// words of his own. It knows no sentence.

export type SentenceValues = Readonly<Record<string, string | number>>;

/** Why something was not done: `message` is the English sentence, whole; `reason` and `values` are what it was made of. */
export interface Why {
  readonly message: string;
  /** The stable name of the sentence. What has none, or one that the reader does not know, is said by its `message`. */
  readonly reason?: string;
  readonly values?: SentenceValues;
}

/** The names in braces in a sentence. */
type NamesIn<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Given<Sentence> = [NamesIn<Sentence>] extends [never] ? [] : [values: Readonly<Record<NamesIn<Sentence>, string | number>>];

/** The sentence with its values put where `{name}` stands; a name without a value stays as it is written. */
export const fillIn = (sentence: string, values: SentenceValues = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));

/** Says the sentences of a table by their names, with the values that each of them needs. */
export type SayWhy<Table> = <Name extends keyof Table & string>(reason: Name, ...given: Given<Table[Name]>) => Why;

export const whyFrom =
  <const Table extends Readonly<Record<string, string>>>(table: Table): SayWhy<Table> =>
  (reason, ...[values]) => ({ message: fillIn(table[reason] ?? reason, values), reason, ...(values !== undefined && { values }) });
