// A record as rows of the projection: what rules may ask of it, by the same code as a device reads it, typed and folded.
import { bucketsOf } from "@outrider/shared/access";
import { isUuid } from "@outrider/shared/kernel";
import { isDeleted, type Read, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { contactedBy, contactsOfDeal, isFigure, figureOfValue, plainWord, type SegmentContext, segmentPathOf, type SegmentSources, segmentValues } from "@outrider/shared/segments";
import { customNamed, moneyOf, type Value } from "@outrider/shared/schema";
import { storable } from "../platform/storable.ts";

/** By the names of columns. */
export type Row = Readonly<Record<string, unknown>>;

const ALONE: SegmentSources = { read: () => undefined, hanging: () => [], dealsWith: () => [] };
/** None of what is projected rests on a day. */
const NO_DAY: SegmentContext = { me: "", today: "1970-01-01", dayOf: () => "1970-01-01", startOf: () => 0 };

// No record that went through the door has what cannot be held.
const word = (value: Value): string => storable(plainWord(value));
const uuid = (id: string): string | null => (isUuid(id) ? id : null);
const set = (words: readonly string[]): readonly string[] | null => (words.length === 0 ? null : words);

const valuesAt = (state: RecordState, path: string): readonly Value[] => segmentValues(path, state, ALONE, NO_DAY);
function figure(state: RecordState, path: string): number | null {
  const [value] = valuesAt(state, path);
  const found = value === undefined ? Number.NaN : figureOfValue(value);
  return Number.isFinite(found) ? found : null;
}
const first = (state: RecordState, path: string): string | null => valuesAt(state, path).map(word)[0] ?? null;
const all = (state: RecordState, path: string): readonly string[] | null => set(valuesAt(state, path).map(word));

/** Where the currency of money stands beside its amount; no field is called so. */
export const currencyKey = (name: string): string => `${name} currency`;

/** Money as its amount and its currency, by the names of both. */
function moneyAt(value: Value | undefined, name: string): [string, number | string][] {
  const money = moneyOf(value);
  return money === null ? [] : [[name, money.amount], [currencyKey(name), money.currency]];
}

/** The custom fields of a contact or company, by name: figures as numbers, days by `dayNumberOf`, money with its currency, all else as words. */
function customOf(state: RecordState): Readonly<Record<string, number | string>> | null {
  const prefix = state.kind === "company" ? "company." : "";
  const found = Object.keys(state.fields).flatMap((name): [string, number | string][] => {
    const type = customNamed(name) && segmentPathOf(`${prefix}${name}`)?.type;
    const value = type ? valueOf(state, name) : null;
    if (!type || value === null || value === "") return [];
    if (type === "money") return moneyAt(value, name);
    return [[name, isFigure(type) ? figureOfValue(value) : word(value)]];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}

/** Whether it is one that segments find. */
export const standsAsCustomer = (state: RecordState): boolean => state.kind === "contact" && isUuid(state.id) && !isDeleted(state) && textOf(state, "mergedInto") === "";

export function customerRow(state: RecordState): Row {
  const spend = moneyOf(valueOf(state, "spend"));
  return {
    contact_id: state.id, owner: uuid(textOf(state, "owner")), company: uuid(textOf(state, "company")), spend: spend?.amount ?? null, spend_currency: spend?.currency ?? null,
    visits: figure(state, "visits"), last_active: figure(state, "lastActive"), created_at: figure(state, "createdAt"), updated_at: figure(state, "updatedAt"),
    shared: set(bucketsOf(state, () => undefined).filter((bucket) => bucket.startsWith("s:"))), tags: all(state, "tags"), mail: first(state, "mail"), tracking: first(state, "tracking"),
    received: all(state, "receivedCampaigns"), opened: all(state, "openedCampaigns"), clicked: all(state, "clickedCampaigns"), custom: customOf(state),
  };
}

export const detailRow = (state: RecordState): Row => ({
  contact_id: state.id, name: first(state, "name"), title: first(state, "title"), address: first(state, "address"), time_zone: first(state, "timeZone"), emails: all(state, "emails"), phones: all(state, "phones"),
});

/** Of a company, a member, a stage; null for any other. */
export function linkedRow(state: RecordState): Row | null {
  const { id, kind } = state;
  const merged = uuid(textOf(state, "mergedInto"));
  const text = (name: string): string | null => {
    const value = textOf(state, name);
    return value === "" ? null : word(value);
  };
  if (kind === "member") return { id, kind, merged: null, data: { team: text("team") } };
  if (kind === "stage") return { id, kind, merged: null, data: { outcome: textOf(state, "outcome") } };
  if (kind !== "company") return null;
  // As a contact of it would ask.
  const asked: SegmentSources = { ...ALONE, read: (one) => (one === id ? { ...state, fields: Object.fromEntries(Object.entries(state.fields).filter(([name]) => name !== "mergedInto")) } : undefined) };
  const contact: RecordState = { id: "", kind: "contact", fields: { company: { value: id, at: 0, origin: "", by: "" } }, sets: {}, losers: {}, trail: {} };
  const values = (path: string): readonly Value[] => segmentValues(`company.${path}`, contact, asked, NO_DAY);
  const number = (path: string): number | null => values(path).map(figureOfValue)[0] ?? null;
  return {
    id, kind, merged,
    data: { name: values("name").map(word)[0] ?? null, industry: values("industry").map(word)[0] ?? null, country: values("country").map(word)[0] ?? null, employees: number("employees"), ...Object.fromEntries(moneyAt(values("revenue")[0], "revenue")), tags: set(values("tags").map(word)), ...customOf(state) },
  };
}

/** One a contact that has a part in it. */
export function dealRows(state: RecordState): readonly Row[] {
  const stage = uuid(textOf(state, "stage"));
  if (state.kind !== "deal" || stage === null || isDeleted(state) || textOf(state, "mergedInto") !== "") return [];
  const places = bucketsOf(state, () => undefined);
  return contactsOfDeal(state).filter(isUuid).map((contact_id) => ({ deal_id: state.id, contact_id, stage, places }));
}

export function touchRow(state: RecordState): Row | null {
  const at = contactedBy(state);
  const root = uuid(textOf(state, "root"));
  return at === null || root === null ? null : { activity_id: state.id, contact_id: root, at };
}

/** Of a contact that was merged into another: what hangs on it is seen by whoever sees it. */
export function loserRow(state: RecordState): Row | null {
  const stands = state.kind === "contact" ? uuid(textOf(state, "mergedInto")) : null;
  return stands === null ? null : { contact_id: state.id, stands, places: bucketsOf(state, NOBODY) };
}
const NOBODY: Read = () => undefined;
