// What the fields of a campaign's text are called and what each is for one customer: one table, and the workspace's custom
// fields by their labels. It gives text as it is: whoever puts it somewhere escapes it for there.
import { DAY_MS, dayOfNumber, fold } from "@outrider/shared/kernel";
import { elementsOf, isDeleted, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { customName, type CustomType, moneyOf } from "@outrider/shared/schema";

export interface FieldSources {
  readonly contact: RecordState;
  /** The records it links to, as whoever sends may see them. */
  readonly read: (id: string) => RecordState | undefined;
  /** The workspace's definitions of custom fields; other kinds' are passed over. */
  readonly custom: Iterable<RecordState>;
}

/** Where the reader's own link to unsubscribe goes; a mail without it gets one below its text. */
export const UNSUBSCRIBE = "unsubscribe_link";

/** `First name`, `first_name` and `FIRST-NAME` are one. */
export const fieldKey = (name: string): string => fold(name).trim().replaceAll(/[\s_-]+/g, "_");

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
const firstWord = (name: string): string => oneLine(name).split(" ")[0] ?? "";
const lastWords = (name: string): string => oneLine(name).split(" ").slice(1).join(" ");
const dayOf = (at: unknown): string => (typeof at === "number" ? dayOfNumber(Math.floor(at / DAY_MS)) : "");
const first = (elements: readonly string[]): string => [...elements].sort()[0] ?? "";
const named = ({ read, contact }: FieldSources, link: string): string => {
  const state = read(textOf(contact, link));
  return state && !isDeleted(state) ? textOf(state, "name") : "";
};

function amount(value: unknown): string {
  const money = moneyOf(value as Parameters<typeof moneyOf>[0]);
  if (!money) return "";
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency: money.currency }).format(money.amount);
  } catch {
    return `${money.amount} ${money.currency}`;
  }
}

const number = (value: unknown): string => (typeof value === "number" ? new Intl.NumberFormat("en").format(value) : "");

/** Each field's name and where its words come from. */
export const TEMPLATE_FIELDS = {
  name: ({ contact }) => textOf(contact, "name"),
  first_name: ({ contact }) => firstWord(textOf(contact, "name")),
  last_name: ({ contact }) => lastWords(textOf(contact, "name")),
  email: ({ contact }) => first(elementsOf(contact, "emails")),
  phone: ({ contact }) => first(elementsOf(contact, "phones")),
  title: ({ contact }) => textOf(contact, "title"),
  company: (from) => named(from, "company"),
  owner: (from) => named(from, "owner"),
  spend: ({ contact }) => amount(valueOf(contact, "spend")),
  visits: ({ contact }) => number(valueOf(contact, "visits")),
  last_active: ({ contact }) => dayOf(valueOf(contact, "lastActive")),
} as const satisfies Readonly<Record<string, (from: FieldSources) => string>>;

const customOf = (custom: Iterable<RecordState>): readonly { readonly key: string; readonly field: string; readonly type: CustomType }[] =>
  [...custom].filter((state) => textOf(state, "of") === "contact" && valueOf(state, "archived") !== true).map((state) => {
    const type = textOf(state, "type") as CustomType;
    return { key: fieldKey(textOf(state, "label")), field: customName(type, state.id), type };
  });

/** The names that a text may use. */
export const knownFields = (custom: Iterable<RecordState>): ReadonlySet<string> => new Set([...Object.keys(TEMPLATE_FIELDS), UNSUBSCRIBE, ...customOf(custom).map(({ key }) => key)]);

const shown = (type: CustomType, value: unknown): string => {
  if (type === "money") return amount(value);
  if (type === "number") return number(value);
  if (type === "checkbox") return value === true ? "yes" : value === false ? "no" : "";
  return typeof value === "string" ? value : "";
};

/** What each field is for this customer; "" where nothing is known. All on one line. */
export function valuesOf(from: FieldSources): ReadonlyMap<string, string> {
  const own = Object.entries(TEMPLATE_FIELDS).map(([name, value]) => [name, oneLine(value(from))] as const);
  const custom = customOf(from.custom).map(({ key, field, type }) => [key, oneLine(shown(type, valueOf(from.contact, field)))] as const);
  // A custom field of the same name as one of ours is that one's neighbour, and ours is meant.
  return new Map([...custom, ...own]);
}
