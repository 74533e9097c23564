// What the fields of a campaign's text are for a customer as a list shows it: the same table that the server fills mails from.
import { knownFields, valuesOf } from "@outrider/shared/campaigns";
import type { Row } from "@outrider/shared/projection";
import { emptyRecord, type RecordState } from "@outrider/shared/records";
import { type Kind, type Value } from "@outrider/shared/schema";

const SHOWN = { at: 0, origin: "", by: "" } as const;

/** A row as the record it shows, as far as values go. */
const stateOf = (id: string, kind: Kind, values: Readonly<Record<string, Value>>, sets: Readonly<Record<string, readonly string[]>> = {}): RecordState => ({
  ...emptyRecord(id, kind),
  fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { ...SHOWN, value }])),
  sets: Object.fromEntries(Object.entries(sets).map(([name, elements]) => [name, Object.fromEntries(elements.map((element) => [element, { adds: ["shown"], removes: [] }]))])),
});

const customStates = (definitions: readonly Row[]): readonly RecordState[] => definitions.map(({ id, values, sets }) => stateOf(id, "customField", values, sets));

/** The fields that texts may use, custom ones by their labels. `definitions`: rows of custom fields. */
export const fieldsKnown = (definitions: readonly Row[]): ReadonlySet<string> => knownFields(customStates(definitions));

/** Each field for this customer; "" where nothing is known here. */
export const previewValues = ({ id, values, sets, titles }: Row, definitions: readonly Row[]): ReadonlyMap<string, string> =>
  valuesOf({
    contact: stateOf(id, "contact", values, sets), custom: customStates(definitions),
    // What it links to is known by name alone.
    read: (linked) => (titles[linked] === undefined ? undefined : stateOf(linked, "company", { name: titles[linked] })),
  });
