// What of a record says who or what it is, as it is compared with others. It is made once for each record, so that
// comparing reads no record.
import { elementsOf, isDeleted, type Read, type RecordState, survivor, textOf } from "@outrider/shared/records";
import { lettersIn } from "./distance.ts";
import { companyWords, personWords, plainDomain, plainEmail, plainPhone } from "./plain-words.ts";

/** Kinds of which the same person or thing may be there twice. */
export const TWIN_KINDS = ["lead", "contact", "company", "deal"] as const;
export type TwinKind = (typeof TWIN_KINDS)[number];
export const isTwinKind = (kind: string): kind is TwinKind => (TWIN_KINDS as readonly string[]).includes(kind);

/** What a form says so far: values and elements by field. Links are ids. */
export interface Sketch { readonly kind: TwinKind; readonly values: Readonly<Record<string, unknown>>; readonly sets: Readonly<Record<string, readonly string[]>> }

export interface Profile {
  readonly id: string;
  readonly kind: TwinKind;
  /** The words of its name in their order, and sorted: "Smith, John" is "John Smith". */
  readonly name: string;
  readonly sorted: string;
  /** Without its spaces, and which letters are in it. */
  readonly run: string;
  readonly letters: number;
  /** A person's company by name, a deal's by id; "" for none. */
  readonly company: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** A company's. */
  readonly domain: string;
  /** A company's, folded. */
  readonly country: string;
}

interface Said { text(field: string): string; elements(field: string): readonly string[] }

const full = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter((text) => text !== ""))];

function make(id: string, kind: TwinKind, { text, elements }: Said, read: Read): Profile {
  const named = (words: readonly string[]) => ({ name: words.join(" "), sorted: [...words].sort().join(" "), run: words.join(""), letters: lettersIn(words.join("")) });
  const target = (field: string): RecordState | undefined => {
    const found = text(field) === "" ? undefined : read(text(field));
    return found && survivor(found, read);
  };
  const none = { id, kind, company: "", emails: [], phones: [], domain: "", country: "" } as const;
  switch (kind) {
    case "lead":
      return { ...none, ...named(personWords(text("name"))), company: companyWords(text("company")).join(" "), emails: full([plainEmail(text("email"))]), phones: full([plainPhone(text("phone"))]) };
    case "contact": {
      const company = target("company");
      return { ...none, ...named(personWords(text("name"))), company: company ? companyWords(textOf(company, "name")).join(" ") : "", emails: full(elements("emails").map(plainEmail)), phones: full(elements("phones").map(plainPhone)) };
    }
    case "company":
      return { ...none, ...named(companyWords(text("name"))), phones: full([plainPhone(text("phone"))]), domain: plainDomain(text("website")), country: text("country").trim().toLowerCase() };
    case "deal":
      return { ...none, ...named(companyWords(text("title"))), company: target("company")?.id ?? "" };
  }
}

/** Null for what is no such kind, deleted, or merged into another. `read` finds what its links point at. */
export function profileOf(state: RecordState, read: Read): Profile | null {
  if (!isTwinKind(state.kind) || isDeleted(state) || textOf(state, "mergedInto") !== "") return null;
  return make(state.id, state.kind, { text: (field) => textOf(state, field), elements: (field) => elementsOf(state, field) }, read);
}

/** Of what is being typed; it has no id. */
export function profileOfSketch({ kind, values, sets }: Sketch, read: Read): Profile {
  const text = (field: string): string => {
    const value = Object.hasOwn(values, field) ? values[field] : undefined;
    return typeof value === "string" ? value : "";
  };
  return make("", kind, { text, elements: (field) => (Object.hasOwn(sets, field) ? (sets[field] ?? []) : []) }, read);
}
