/** Requests made of the description of the API: mostly right, often wrong in one place, sometimes nonsense. */
import fc from "fast-check";

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  /** Of an object that says no names: what any of them holds. */
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}
export interface ParameterOf { readonly name: string; readonly in: "path" | "query" | "header"; readonly required?: boolean; readonly style?: string; readonly schema: JsonSchema }
export interface OperationOf {
  readonly parameters?: readonly ParameterOf[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>>;
}

/** `body`: the text that is sent, as this media type, or undefined. */
export interface Request { readonly path: string; readonly media: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | undefined }

const NAUGHTY = ["", " ", "null", "0", "-1", "1e999", "NaN", "true", "__proto__", "constructor", "'; drop table record; --", "<script>alert(1)</script>", "../../etc/passwd", "%00", "\u0000", "\ud83d", "𝕏", "\u202e", "a".repeat(5_000), "2027-02-30", "{}", "[]"];

const hostile = fc.oneof(fc.constantFrom<unknown>(...NAUGHTY), fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.constantFrom<unknown>(null, true, [], {}, 1e308, -0, Number.MAX_SAFE_INTEGER));

const someOf = (names: readonly string[], most: number): fc.Arbitrary<string[]> => fc.subarray([...names], { maxLength: Math.min(most, names.length) });

export function valuesOf(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const several = schema.anyOf ?? schema.oneOf;
  if (several !== undefined) return fc.oneof(...several.map((one) => valuesOf(one, ids)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return fc.oneof({ weight: 12, arbitrary: types.length === 0 ? fc.jsonValue() : fc.oneof(...types.map((type) => typed(type, schema, ids))) }, { weight: 1, arbitrary: hostile });
}

function typed(type: string, schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  switch (type) {
    case "string":
      return textOf(schema, ids);
    case "integer":
      return fc.integer({ min: Math.max(schema.minimum ?? -1000, -(2 ** 31)), max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1) });
    case "number":
      return fc.double({ min: schema.minimum ?? -1e15, max: schema.maximum ?? 1e15, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valuesOf(schema.items ?? {}, ids), { maxLength: 4 });
    case "object": {
      const { additionalProperties: any } = schema;
      if (typeof any === "object" && schema.properties === undefined) return fc.dictionary(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.string({ maxLength: 30 }) }), valuesOf(any, ids), { maxKeys: 2 });
      const known = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, valuesOf(of, ids)]));
      const fields = fc.record(known, { requiredKeys: [...(schema.required ?? [])] });
      // Few fields at once, or each body would be wrong in one of them.
      const few = fc.tuple(fields, someOf(Object.keys(known), 4)).map(([all, kept]) => Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name) || schema.required?.includes(name) === true)));
      return fc.oneof({ weight: 8, arbitrary: few }, { weight: 1, arbitrary: fields }, { weight: 1, arbitrary: fc.tuple(few, fc.string({ maxLength: 20 }), hostile).map(([some, name, value]) => Object.fromEntries([...Object.entries(some), [name, value]])) });
    }
    default:
      return fc.constant(null);
  }
}

function textOf({ format, minLength = 0, maxLength = 60 }: JsonSchema, ids: readonly string[]): fc.Arbitrary<string> {
  const usual = fc.string({ minLength: Math.min(minLength, 60), maxLength: Math.min(maxLength, 60), unit: "grapheme" });
  switch (format) {
    case "uuid":
      return fc.oneof(fc.constantFrom(...ids), fc.uuid());
    case "email":
      return fc.emailAddress();
    case "date":
      return fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10));
    case "date-time":
      return fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }).map((day) => day.toISOString());
    default:
      return fc.oneof({ weight: 4, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom("anna@example.com", "+44 20 7946 0000", "https://example.com", "EUR", ...ids) }, { weight: 1, arbitrary: fc.string({ minLength: maxLength + 1, maxLength: maxLength + 40 }) });
  }
}

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value)) ?? "";
const wellFormed = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
/** What an address can hold: no piece of it is empty or leads elsewhere. */
const inPath = (value: unknown): string => {
  const text = wellFormed(asText(value));
  return text === "" || text === "." || text === ".." ? "-" : encodeURIComponent(text);
};
/** What a header can hold. */
const inHeader = (value: unknown): string => asText(value).replaceAll(/[^\x21-\x7e]/g, "-").slice(0, 2_000) || "-";

const BYTES = "application/octet-stream";

export function requestsOf(path: string, { parameters = [], requestBody }: OperationOf, ids: readonly string[]): fc.Arbitrary<Request> {
  const given = fc.tuple(...parameters.map(({ schema, in: where, required }) => (required === true || where === "path" ? valuesOf(schema, ids) : fc.option(valuesOf(schema, ids), { nil: undefined, freq: 1 })))) as fc.Arbitrary<unknown[]>;
  const schema = requestBody?.content["application/json"]?.schema;
  const bytes = requestBody?.content[BYTES] !== undefined;
  // "abc" is what files in these tests are, so that some of it is right.
  const body: fc.Arbitrary<string | undefined> = bytes ? fc.oneof(fc.constant("abc"), fc.string(), fc.constantFrom(...NAUGHTY)) : schema === undefined ? fc.constant(undefined) : fc.oneof({ weight: 10, arbitrary: valuesOf(schema, ids).map((value) => JSON.stringify(value) ?? "null") }, { weight: 1, arbitrary: fc.oneof(fc.string(), hostile.map((value) => JSON.stringify(value) ?? "null")) });
  // Few questions at once, as with fields.
  const asked = someOf(parameters.filter((one) => one.in === "query").map(({ name }) => name), 3);
  return fc.record({ given, body, asked }).map(({ given: values, body: text, asked: names }) => {
    let at = path;
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    for (const [index, { name, in: where, style }] of parameters.entries()) {
      const value = values[index];
      if (style === "deepObject" && typeof value === "object" && value !== null) {
        for (const [key, inner] of names.includes(name) ? Object.entries(value) : []) {
          if (typeof inner === "object" && inner !== null) for (const [limit, end] of Object.entries(inner)) query.set(wellFormed(`${name}[${key}][${limit}]`), wellFormed(asText(end)));
          else query.set(wellFormed(`${name}[${key}]`), wellFormed(asText(inner)));
        }
        continue;
      }
      if (where === "path") at = at.replace(`{${name}}`, inPath(value));
      else if (value === undefined) continue;
      else if (where === "query") {
        if (names.includes(name)) query.set(name, wellFormed(asText(value)));
      } else headers[name] = inHeader(value);
    }
    const search = query.toString();
    return { path: search === "" ? at : `${at}?${search}`, headers, body: text, media: bytes ? BYTES : "application/json" };
  });
}
