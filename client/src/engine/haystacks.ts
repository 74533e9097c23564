// The searchable text of each record, folded, kept until the record changes. A linear scan of it finds faster than an
// index of words does, and costs nothing to keep.
import { haystackOf } from "@outrider/shared/projection";
import type { RecordState } from "@outrider/shared/records";

export interface Haystacks {
  of(state: RecordState): string;
  changed(ids: ReadonlySet<string>): void;
  forget(): void;
}

export function createHaystacks(): Haystacks {
  const texts = new Map<string, string>();
  return {
    of(state) {
      const known = texts.get(state.id);
      if (known !== undefined) return known;
      const text = haystackOf(state);
      texts.set(state.id, text);
      return text;
    },
    changed(ids) {
      if (texts.size > 0) for (const id of ids) texts.delete(id);
    },
    forget: () => texts.clear(),
  };
}
