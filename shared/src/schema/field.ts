// What a field is: its type, label and merge policy, in one line of its entity's file. It knows no entity.
import type { Json } from "@outrider/shared/kernel";

/** `latest`: the later edit stands, the other stays one tap away. `ask`: what stands stays, the other is proposed. */
export type Policy = "latest" | "ask";

/** What a person must be allowed in order to set the field; `self`: to be that person, of a member; `system` is for the server alone. */
export type Guard = "edit" | "assign" | "share" | "delete" | "administer" | "self" | "system";

export type FieldType =
  | "text" | "longText" | "email" | "phone" | "url" | "number" | "money" | "date" | "instant" | "choice" | "flag" | "link" | "json";

export interface Field {
  readonly type: FieldType;
  readonly label: string;
  readonly policy: Policy;
  readonly guard: Guard;
  readonly required: boolean;
  readonly searchable: boolean;
  readonly segmentable: boolean;
  /** A set of such values that merges by element (observed-remove); elements are text. */
  readonly many: boolean;
  /** A field that this one goes with: where an edit of both has that one asked, this one is asked with it. */
  readonly follows: string | null;
  /** Of two edits that have not seen each other the one with this value wins, whenever they were made; "": neither does. */
  readonly prevails: string | boolean;
  /** Keeps every value that stood, with who and when (stage history). */
  readonly trail: boolean;
  /** What it may be; of a text: words of this product that it may have as well as any other. */
  readonly choices: readonly string[];
  /** Kinds a link may point at. */
  readonly to: readonly string[];
  /** Longest text in UTF-16 units, or largest number. */
  readonly max: number;
  readonly min: number;
  /** What a number counts, where that is shown with it. */
  readonly unit: "percent" | "year" | null;
  /** Once it has a value nobody changes it: others rest on it. */
  readonly fixed: boolean;
  /** The choices are a workspace's own words, and not this product's. */
  readonly verbatim: boolean;
}

export interface Money { readonly amount: number; readonly currency: string }
export type Value = Json;

type Options = Partial<Omit<Field, "type" | "label">>;

const LONGEST: Partial<Record<FieldType, number>> = {
  text: 300, longText: 20_000, email: 254, phone: 60, url: 2_000, number: 1e15, money: 1e15, json: 20_000,
};

function make(type: FieldType) {
  return (label: string, options: Options = {}): Field => ({
    type, label, policy: "latest", guard: "edit", required: false, searchable: false, segmentable: false, many: false,
    follows: null, prevails: "", trail: false, choices: [], to: [], unit: null, fixed: false, verbatim: false, max: LONGEST[type] ?? 0, min: type === "number" || type === "money" ? -1e15 : 0, ...options,
  });
}

export const text = make("text");
export const longText = make("longText");
export const email = make("email");
export const phone = make("phone");
export const url = make("url");
export const number = make("number");
export const money = make("money");
/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export const date = make("date");
/** Milliseconds since 1970, UTC. */
export const instant = make("instant");
export const flag = make("flag");
export const json = make("json");
export const choice = (label: string, choices: readonly string[], options: Options = {}): Field =>
  make("choice")(label, { ...options, choices });
export const link = (label: string, to: readonly string[], options: Options = {}): Field => make("link")(label, { ...options, to });
/** A set: one line a field as well; `of` says what its elements are. */
export const setOf = (of: Field, label: string, options: Options = {}): Field => ({ ...of, label, many: true, ...options });
