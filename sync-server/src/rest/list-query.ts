// What may be asked of a list: filters by field, words, order, page or cursor. As schemas, which also describe it, and from
// what has passed them to conditions. It knows no record.
import { err, ok, type Result } from "@outrider/shared/kernel";
import { type Condition, CREATED_BY, isPath, type Sort, type SortKey } from "@outrider/shared/projection";
import { type RecordState, textOf } from "@outrider/shared/records";
import { customNamed, type Field, fieldsOf as pathsOf, type Kind, type Rule, type Value } from "@outrider/shared/schema";
import { CONTACTED, readRule } from "@outrider/shared/segments";
import { z } from "zod";
import { CUSTOM, customMeant, type Defined, hasCustom } from "./custom-fields.ts";
import { fieldsOf, linkName, rootNames } from "./resource.ts";
import { type WireFault } from "./wire.ts";
import { instantOf, type Shape, zoneName } from "./wire-schema.ts";

export const MOST_ON_A_PAGE = 200;
const PAGE_SIZE = 20;
const MOST_PAGES = 100_000;

/** Where a walk goes on: after this record in this order. */
export interface After { readonly sort: string; readonly key: SortKey; readonly id: string }

export interface ListQuery {
  readonly conditions: readonly Condition[];
  /** Stages by what they are called, where only deals in one of these are wanted. */
  readonly stageNames: readonly string[] | null;
  /** Must hold besides; days are those of the zone. */
  readonly ruled: { readonly rule: Rule; readonly zone: string } | null;
  readonly words: string;
  readonly sort: Sort;
  readonly sortName: string;
  readonly limit: number;
  readonly page: number;
  readonly after: After | null;
  /** What is in the bin, instead of what is not. */
  readonly deleted: boolean;
}

const after = z.tuple([z.string().max(120), z.union([z.string().max(30_000), z.number(), z.null()]), z.string().max(40)]);

export const cursorOf = ({ sort, key, id }: After): string => Buffer.from(JSON.stringify([sort, key, id])).toString("base64url");

function readCursor(text: string): After | undefined {
  try {
    const read = after.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return read.success ? { sort: read.data[0], key: read.data[1], id: read.data[2] } : undefined;
  } catch {
    return undefined;
  }
}

const HIDDEN: ReadonlySet<string> = new Set(["deletedAt", "mergedInto"]);
const isRanged = ({ type }: Field): boolean => type === "number" || type === "money" || type === "date" || type === "instant";

/** The name on the wire by which a field orders a list, where it does. */
function sortName(kind: Kind, name: string, field: Field): string | null {
  if (field.many || name === "root" || HIDDEN.has(name) || field.type === "json") return null;
  if (kind === "deal" && name === "stage") return "stage";
  return field.type === "link" ? linkName(name) : name;
}

function sortNames(kind: Kind): ReadonlyMap<string, string> {
  const names = new Map<string, string>([["updatedAt", "updatedAt"]]);
  for (const { name, field } of fieldsOf(kind)) {
    const called = sortName(kind, name, field);
    if (called !== null) names.set(called, kind === "deal" && name === "stage" ? "stage.order" : name);
  }
  return names;
}

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;
const bound = (field: Field): z.ZodType => (field.type === "date" ? z.iso.date() : field.type === "instant" ? z.iso.datetime({ offset: true }) : z.string().regex(NUMBER, "A number."));

/** Text of a filter: short, and empty to ask for what has none. */
const word = z.string().max(300);

function filters(kind: Kind): Shape {
  const shape: Shape = {};
  for (const { name, field } of fieldsOf(kind)) {
    if (HIDDEN.has(name) || field.type === "json") continue;
    if (name === "root") for (const called of rootNames(field)) shape[called] = z.uuid().optional();
    else if (kind === "deal" && name === "stage") Object.assign(shape, { stage: word.optional(), stageId: word.optional() });
    else if (isRanged(field)) Object.assign(shape, { [`${name}[min]`]: bound(field).optional(), [`${name}[max]`]: bound(field).optional() });
    else if (field.type === "link" && !field.many) shape[linkName(name)] = word.optional();
    else if (field.type === "flag") shape[name] = z.enum(["true", "false"]).optional();
    else shape[name] = word.optional();
  }
  return shape;
}

/** By the keys of custom fields: a word as for any other field, or bounds. */
const customFilter = z.record(z.string().min(1).max(100), z.union([word, z.strictObject({ min: word.optional(), max: word.optional() })]))
  .refine((asked) => Object.keys(asked).length <= 20, "At most 20 at once.");
const CUSTOM_SORT = /^-?customFields\..{1,100}$/s;

/** Kinds of which a list may be asked for by a rule: those that figures count. */
const RULED: ReadonlySet<Kind> = new Set(["lead", "deal", "activity"] satisfies Kind[]);
const LONGEST_RULE = 6000;

/** The query of a list of this kind. */
export function listSchema(kind: Kind): z.ZodObject {
  const names = [...sortNames(kind).keys()].flatMap((name) => [name, `-${name}`]);
  const sort = z.enum(names as [string, ...string[]]);
  return z.strictObject({
    ...filters(kind),
    ...(hasCustom(kind) && { [CUSTOM]: customFilter.optional() }),
    ...(RULED.has(kind) && { filter: z.string().max(LONGEST_RULE).optional(), timeZone: zoneName }),
    q: z.string().max(200).optional(),
    page: z.coerce.number().int().min(1).max(MOST_PAGES).default(1),
    limit: z.coerce.number().int().min(1).max(MOST_ON_A_PAGE).default(PAGE_SIZE),
    sort: (hasCustom(kind) ? z.union([sort, z.string().max(120).regex(CUSTOM_SORT, "It is ordered by one of its fields.")]) : sort).default("-updatedAt"),
    cursor: z.string().max(40_000).optional(),
    deleted: z.enum(["true", "false"]).default("false"),
    workspace: z.uuid().optional(),
  });
}

/** Text is found in its field; whatever is chosen from a list is it exactly, one of several with commas. */
function asked(name: string, field: Field, given: string): Condition {
  if (given === "") return { field: name, op: "empty" };
  if (field.type === "flag") return { field: name, op: "is", value: given === "true" };
  const exact = field.type === "choice" || field.type === "link";
  return exact ? { field: name, op: "in", value: given.split(",") } : { field: name, op: "contains", value: given };
}

const limitOf = (field: Field, given: string): number | string => (field.type === "date" ? given : field.type === "instant" ? (instantOf(given) ?? 0) : Number(given));

type Asked = Readonly<Record<string, unknown>>;
/** What the custom field is called that the order is by, where it is by one. */
const customSort = ({ sort }: Asked): string | null => {
  const by = String(sort).replace(/^-/, "");
  return by.startsWith(`${CUSTOM}.`) ? by.slice(CUSTOM.length + 1) : null;
};

/** Whether custom fields have to be known to read it. */
export const asksForCustom = (query: Asked): boolean => query[CUSTOM] !== undefined || customSort(query) !== null;

/** What is asked of custom fields: the bounds of one are checked by its type. */
function customAsked(query: Asked, custom: readonly Defined[]): Result<readonly Condition[], WireFault> {
  const conditions: Condition[] = [];
  for (const [called, given] of Object.entries((query[CUSTOM] ?? {}) as Readonly<Record<string, string | { readonly min?: string; readonly max?: string }>>)) {
    const at = `${CUSTOM}[${called}]`;
    const meant = customMeant(called, at, custom);
    if (!meant.ok) return meant;
    const { name, field } = meant.value;
    if (typeof given !== "string") {
      for (const [op, limit] of [["atLeast", given.min], ["atMost", given.max]] as const) {
        if (limit === undefined) continue;
        if (!isRanged(field)) return err({ field: at, message: `${field.label} has no order: it is asked for by a word.` });
        if (!bound(field).safeParse(limit).success) return err({ field: at, message: field.type === "date" ? "A day as YYYY-MM-DD." : "A number." });
        conditions.push({ field: name, op, value: limitOf(field, limit) });
      }
    } else if (isRanged(field) && given !== "") return err({ field: at, message: `Ask for ${field.label} by [min] and [max].` });
    else if (field.type === "flag" && !["true", "false", ""].includes(given)) return err({ field: at, message: "true or false." });
    else if (customNamed(name)?.type === "choice" && given !== "") conditions.push({ field: name, op: "in", value: [given, ...given.split(",")] });
    else conditions.push(asked(name, field, given));
  }
  return ok(conditions);
}

/** The rule of an address of the app's own lists: by what a figure counts. */
function ruleAsked(kind: Kind, { filter, timeZone }: Asked): Result<ListQuery["ruled"], WireFault> {
  if (typeof filter !== "string") return ok(null);
  const read = readRule(filter);
  if (!read.ok) return err({ field: "filter", message: `${read.error.at === "" ? "The rule" : read.error.at} ${read.error.message}.` });
  const strange = pathsOf(read.value).find((path) => path === CONTACTED || (path !== CREATED_BY && !isPath(kind, path)));
  return strange === undefined ? ok({ rule: read.value, zone: String(timeZone) }) : err({ field: "filter", message: `A list is not asked for by ${strange}.` });
}

/** The query has been checked by the schema of its kind. `custom`: the custom fields of the kind, where it asks for one. */
export function listQueryOf(kind: Kind, query: Asked, custom: readonly Defined[] = []): Result<ListQuery, WireFault> {
  const conditions: Condition[] = [];
  let stageNames: readonly string[] | null = null;
  for (const { name, field } of fieldsOf(kind)) {
    if (name === "root") {
      for (const called of rootNames(field)) if (typeof query[called] === "string") conditions.push({ field: name, op: "is", value: query[called] });
    } else if (kind === "deal" && name === "stage") {
      const given = query["stageId"] ?? query["stage"];
      if (typeof given === "string") stageNames = given.split(",");
    } else if (isRanged(field)) {
      const [least, most] = [query[`${name}[min]`], query[`${name}[max]`]];
      if (least !== undefined) conditions.push({ field: name, op: "atLeast", value: limitOf(field, least as string) });
      if (most !== undefined) conditions.push({ field: name, op: "atMost", value: limitOf(field, most as string) });
    } else {
      const given = query[field.type === "link" && !field.many ? linkName(name) : name];
      if (typeof given === "string" && !HIDDEN.has(name)) conditions.push(asked(name, field, given));
    }
  }
  const own = customAsked(query, custom);
  if (!own.ok) return own;
  conditions.push(...own.value);
  const ruled = ruleAsked(kind, query);
  if (!ruled.ok) return ruled;
  const sortName = query["sort"] as string;
  const called = customSort(query);
  const meant = called === null ? null : customMeant(called, "sort", custom);
  if (meant?.ok === false) return meant;
  const by = meant?.value.name ?? sortNames(kind).get(sortName.replace(/^-/, "")) ?? "updatedAt";
  const cursor = query["cursor"] as string | undefined;
  const start = cursor === undefined ? null : readCursor(cursor);
  if (start === undefined || (start !== null && start.sort !== sortName)) return err({ field: "cursor", message: "It is none that was given out for this order." });
  return ok({
    conditions, stageNames, ruled: ruled.value, words: (query["q"] as string | undefined) ?? "", sort: { by, descending: sortName.startsWith("-") }, sortName,
    limit: query["limit"] as number, page: query["page"] as number, after: start, deleted: query["deleted"] === "true",
  });
}

/** The condition for deals in stages called so. */
export const inStages = (names: readonly string[], stages: Iterable<RecordState>): Condition => {
  const wanted: Value[] = [];
  for (const stage of stages) if (names.includes(stage.id) || names.includes(textOf(stage, "key"))) wanted.push(stage.id);
  return { field: "stage", op: "in", value: wanted };
};
