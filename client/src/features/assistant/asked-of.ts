// A question as the screen shows it: cut where words were not understood. Pure.

export interface QuestionPart { readonly text: string; readonly missed: boolean }

/** The parts in order; together they are the question. `missed`: words as they were typed, in their order. */
export function askedOf(question: string, missed: readonly string[]): readonly QuestionPart[] {
  const parts: QuestionPart[] = [];
  let from = 0;
  for (const word of missed) {
    const at = word === "" ? -1 : question.indexOf(word, from);
    if (at < 0) continue;
    if (at > from) parts.push({ text: question.slice(from, at), missed: false });
    parts.push({ text: word, missed: true });
    from = at + word.length;
  }
  return from < question.length ? [...parts, { text: question.slice(from), missed: false }] : parts;
}
