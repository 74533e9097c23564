// The operations as a Postman collection, made of the OpenAPI document. Pure: the same document gives the same collection.

interface Parameter { readonly name: string; readonly in: string; readonly style?: string; readonly schema?: { readonly default?: unknown } }
interface Described {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly default?: unknown;
}
export interface OpenApi { readonly info: { readonly title: string; readonly description?: string }; readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> }

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** A value to begin with. */
function exampleOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf?.[0] !== undefined) return exampleOf(schema.anyOf[0]);
  const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
  switch (type) {
    case "object":
      return Object.fromEntries((schema.required ?? []).flatMap((name) => (schema.properties?.[name] ? [[name, exampleOf(schema.properties[name])]] : [])));
    case "array":
      return [];
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return true;
    case "string":
      return schema.format === "date-time" ? "2027-01-31T09:00:00Z" : schema.format === "date" ? "2027-01-31" : "";
    default:
      return null;
  }
}

function itemOf(method: string, path: string, { summary, description, parameters = [], requestBody }: Described) {
  const segments = path.split("/").filter(Boolean).map((part) => part.replace(/^\{(\w+)\}$/, ":$1"));
  const body = requestBody?.content["application/json"]?.schema;
  const bytes = requestBody?.content["application/octet-stream"] !== undefined;
  const named = (where: string) => parameters.filter((one) => one.in === where);
  const header = [...(body ? [{ key: "Content-Type", value: "application/json" }] : bytes ? [{ key: "Content-Type", value: "application/octet-stream" }] : []), ...named("header").map(({ name }) => ({ key: name, value: "", disabled: true }))];
  return {
    name: summary ?? `${method.toUpperCase()} ${path}`,
    request: {
      method: method.toUpperCase(), header,
      url: {
        raw: `{{baseUrl}}/${segments.join("/")}`, host: ["{{baseUrl}}"], path: segments,
        query: named("query").map(({ name, style, schema }) => ({ key: style === "deepObject" ? `${name}[id]` : name, value: schema?.default === undefined ? "" : String(schema.default), disabled: true })),
        variable: named("path").map(({ name }) => ({ key: name, value: "" })),
      },
      ...(description !== undefined && { description }),
      ...(bytes && { body: { mode: "file" } }),
      ...(body && { body: { mode: "raw", raw: JSON.stringify(exampleOf(body), null, 2), options: { raw: { language: "json" } } } }),
    },
  };
}

export function postmanCollection({ info, paths }: OpenApi): unknown {
  const folders = new Map<string, ReturnType<typeof itemOf>[]>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of METHODS) {
      const found = operations[method];
      if (!found) continue;
      const folder = found.tags?.[0] ?? "other";
      folders.set(folder, [...(folders.get(folder) ?? []), itemOf(method, path, found)]);
    }
  }
  return {
    info: { name: info.title, description: info.description ?? "", schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{apiKey}}", type: "string" }] },
    variable: [{ key: "baseUrl", value: "http://localhost:8787" }, { key: "apiKey", value: "" }],
    item: [...folders].map(([name, item]) => ({ name, item })),
  };
}
