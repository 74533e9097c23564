// The operations over records, made of the kinds there are: one place that says what each takes and answers.
import { z } from "zod";
import { listSchema } from "../rest/list-query.ts";
import { type Resource, type ResourceName, resources } from "../rest/resource.ts";
import { changeSchema, creationSchema, recordSchema } from "../rest/wire-schema.ts";
import { NAMED } from "./call-name.ts";
import { idParam, type Operation } from "./operation.ts";

const LISTED = z.object({
  total: z.number().int(), page: z.number().int(), limit: z.number().int(), pages: z.number().int(),
  next: z.string().nullable(),
});
const WRITTEN = z.object({ proposed: z.array(z.string()) });
const PLACE = z.strictObject({ workspace: z.uuid().optional() });
const MATCHED = z.object({ "If-Match": z.string().max(1_000).optional() });

export const assignBody = z.strictObject({ ownerId: z.uuid() });

/** How an operation is served; each kind of record has those that its line allows. */
export type Verb = "list" | "read" | "create" | "change" | "assign" | "remove" | "profile" | "of-lead";

export interface RestOperation extends Operation { readonly verb: Verb; readonly of: ResourceName }

const one = (name: ResourceName): string => {
  const word = resources[name].kind;
  return word === "member" ? "user" : word === "customField" ? "custom field" : word === "attachment" ? "file's record; its bytes have addresses of their own" : word;
};

function operationsOf(name: ResourceName): readonly RestOperation[] {
  const { kind, path, may }: Resource = resources[name];
  const at = `/api/${path}`;
  const record = recordSchema(kind);
  const given = { tag: path, of: name } as const;
  const reads = { ...given, access: `${name}:read` as const };
  const writes = { ...given, access: `${name}:write` as Operation["access"], query: PLACE, data: record.nullable(), meta: WRITTEN };
  const has = (what: Resource["may"][number]): boolean => may.includes(what);
  const listed = { ...reads, verb: "list", method: "get", query: listSchema(kind), data: z.array(record), meta: LISTED, problems: [] } as const;
  return [
    { ...listed, path: at, summary: `Lists ${path}: those that you may see.` },
    ...(name === "activities" ? [{ ...listed, verb: "of-lead" as const, path: `${at}/lead/{leadId}`, params: z.object({ leadId: z.uuid() }), summary: "Lists the activities of a lead." }] : []),
    ...(name === "users" ? [{ ...reads, verb: "profile" as const, method: "get" as const, path: `${at}/profile`, query: PLACE, summary: "Reads your own record.", data: record, problems: [] }] : []),
    { ...reads, verb: "read", method: "get", path: `${at}/{id}`, params: idParam, query: PLACE, summary: `Reads a ${one(name)}.`, data: record, problems: [] },
    ...(has("create") ? [{ ...writes, verb: "create" as const, method: "post" as const, path: at, headers: NAMED, body: creationSchema(kind), status: 201 as const, summary: `Makes a ${one(name)}.`, problems: ["not-allowed", "not-found", "name-taken"] as const }] : []),
    ...(has("change") ? [{ ...writes, verb: "change" as const, method: "put" as const, path: `${at}/{id}`, params: idParam, headers: MATCHED, body: changeSchema(kind), summary: `Changes a ${one(name)}: what is not named stays.`, problems: ["not-allowed", "changed-meanwhile"] as const }] : []),
    ...(name === "leads" ? [{ ...writes, verb: "assign" as const, method: "put" as const, path: `${at}/{id}/assign`, params: idParam, body: assignBody, summary: "Gives a lead to another person.", problems: ["not-allowed"] as const }] : []),
    ...(has("remove") ? [{ ...writes, verb: "remove" as const, method: "delete" as const, path: `${at}/{id}`, params: idParam, data: z.null(), meta: z.object({}), summary: name === "users" ? "Deactivates a person." : `Moves a ${one(name)} to the bin.`, problems: ["not-allowed", "invalid-fields"] as const }] : []),
  ];
}

export const restOperations: readonly RestOperation[] = (Object.keys(resources) as ResourceName[]).flatMap(operationsOf);
