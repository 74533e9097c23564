// A conflict that concerns the person, as a sentence.
import { words } from "./conflict-texts.ts";
import { fieldLabel } from "./field-label.ts";
import { showField } from "./show-value.ts";
import { text } from "./text.ts";
import type { Concern } from "../read/index.ts";

type Titles = Readonly<Record<string, string>>;

export function concernWords(concern: Concern, titles: Titles, me: string | undefined): string {
  const { field, record: { kind } } = concern;
  const label = fieldLabel(kind, field);
  const value = (of: Parameters<typeof showField>[2]): string => `“${showField(kind, field, of, titles) || words.nothing}”`;
  const who = (id: string): string => (id === me ? text.record.you : (titles[id] ?? text.record.server));
  if (concern.type === "value") {
    const { gave, stands, mine } = concern;
    return mine === "gave-way"
      ? words.concerns.gave(label, value(gave.value), who(stands.by), value(stands.value))
      : words.concerns.prevailed(label, value(stands.value), who(gave.by), value(gave.value));
  }
  const { accepted, by, author, proposed, stands, overruled } = concern;
  const said = overruled && author !== me
    ? words.concerns.overruled(label, who(by), value(proposed), who(author))
    : accepted ? words.concerns.accepted(label, who(by), value(proposed)) : words.concerns.dismissed(label, who(by), value(proposed));
  // What was taken may have been changed since, and what was left as well.
  return stands === null ? said : `${said}. ${words.concerns.nowStands(value(stands.value))}`;
}
