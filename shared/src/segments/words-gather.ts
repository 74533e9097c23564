// The names that a workspace's own records give to a description: whoever reads one shows them.
import { elementsOf, isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { CUSTOM_TYPES, customName, type CustomType, type Kind } from "@outrider/shared/schema";
import type { WordNames } from "./words-names.ts";

/** So that a large workspace's names are soon gathered: tags that matter occur early. */
const MOST_CONTACTS = 20_000;
const MOST_NAMED = 5_000;

const FIELD_TYPES = { text: "text", link: "text", number: "number", money: "money", date: "date", checkbox: "flag", choice: "choice" } as const satisfies Record<CustomType, WordNames["fields"][number]["type"]>;

/** `of`: the records of a kind that whoever asks may see. */
export function wordNamesIn(of: (kind: Kind) => Iterable<RecordState>): WordNames {
  const named = (kind: Kind, title: string): { readonly id: string; readonly name: string }[] => {
    const found: { id: string; name: string }[] = [];
    for (const state of of(kind)) {
      if (found.length >= MOST_NAMED) break;
      const name = textOf(state, title).trim();
      if (name !== "" && !isDeleted(state)) found.push({ id: state.id, name });
    }
    return found;
  };
  const tags = new Set<string>();
  let looked = 0;
  for (const contact of of("contact")) {
    if ((looked += 1) > MOST_CONTACTS || tags.size >= MOST_NAMED) break;
    if (!isDeleted(contact)) for (const tag of elementsOf(contact, "tags")) tags.add(tag);
  }
  const fields = [...of("customField")].flatMap((state): WordNames["fields"][number][] => {
    const type = CUSTOM_TYPES.find((one) => one === textOf(state, "type"));
    if (type === undefined || textOf(state, "of") !== "contact" || valueOf(state, "archived") === true) return [];
    return [{ field: customName(type, state.id), label: textOf(state, "label"), type: FIELD_TYPES[type], choices: textOf(state, "options").split("\n").map((option) => option.trim()).filter((option) => option !== "") }];
  });
  const currency = [...of("settings")].filter((state) => !isDeleted(state)).map((state) => textOf(state, "currency")).find((one) => one !== "");
  return { ...(currency !== undefined && { currency }), members: named("member", "name"), stages: named("stage", "name"), companies: named("company", "name"), campaigns: named("campaign", "name"), tags: [...tags], fields };
}
