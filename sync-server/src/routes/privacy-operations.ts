// The operations of privacy, as they are described; the schemas that check them stand beside their routes.
import { z } from "zod";
import { idParam, type Operation } from "./operation.ts";
import { consentBody, erasureBody, memberErasureBody, placeQuery, retentionQuery, usesBody } from "./privacy-routes.ts";

const place = z.object({ id: z.string(), kind: z.string(), title: z.string(), root: z.string() });
const counts = z.record(z.string(), z.number());
const person = z.object({
  id: z.string(), name: z.string(), people: z.array(place), counts, linked: z.array(place.extend({ fields: z.array(z.string()) })), words: z.object({ places: z.array(place), more: z.boolean() }),
});
const erasure = z.object({ id: z.string(), askedBy: z.string(), askedAt: z.number(), doneAt: z.number().nullable(), counts, hash: z.string().nullable() });
const certificate = z.object({
  certificate: z.string(), workspace: z.string(), askedBy: z.object({ id: z.string(), name: z.string() }), askedAt: z.string(), doneAt: z.string().nullable(), counts, algorithm: z.string(), hash: z.string().nullable(),
});
const taken = z.object({ interactions: z.number(), bin: z.number() });
const using = z.object({ measured: z.boolean(), consented: z.boolean() });
const office = { access: "admin", tag: "privacy", query: placeQuery } as const;
const mine = { access: "signed-in", tag: "privacy", query: placeQuery } as const;

export const privacyOperations: readonly Operation[] = [
  { ...office, method: "get", path: "/api/privacy/people/{id}", params: idParam, summary: "What there is of a person, a contact or a lead, and what would go.", data: person, problems: ["no-access"] },
  { ...office, method: "get", path: "/api/privacy/people/{id}/export", params: idParam, summary: "All of it, for a program.", data: z.object({ exportedAt: z.string() }), problems: ["no-access"], media: "application/json" },
  { ...office, method: "get", path: "/api/privacy/people/{id}/page", params: idParam, summary: "All of it, as one page to read.", data: z.string(), problems: ["no-access"], media: "text/html" },
  { ...office, method: "get", path: "/api/privacy/erasures", summary: "Erasures of persons, newest first.", data: z.array(erasure), problems: ["no-access"] },
  { ...office, method: "post", path: "/api/privacy/erasures", summary: "Erases a person for ever, soon. The name has to be given.", body: erasureBody, data: erasure, problems: ["no-access", "not-found"] },
  { ...office, method: "post", path: "/api/privacy/members/{id}/erasure", params: idParam, summary: "Erases somebody who has left: the account, and what the audit log says of them. The name has to be given.", body: memberErasureBody, data: z.object({ auditRows: z.number() }), problems: ["no-access", "not-found", "still-active"] },
  { ...office, method: "get", path: "/api/privacy/erasures/{id}", params: idParam, summary: "The certificate of an erasure.", data: certificate, problems: ["no-access"], media: "application/json" },
  { ...office, method: "get", path: "/api/privacy/erasures/{id}/page", params: idParam, summary: "The certificate as a page to read.", data: z.string(), problems: ["no-access"], media: "text/html" },
  { ...office, query: retentionQuery, method: "get", path: "/api/privacy/retention", summary: "How long things are kept, and what the next round would take, also with other limits.", data: z.object({ keep: taken, wanted: taken, takes: taken, last: taken.extend({ day: z.string(), records: z.number() }).nullable() }), problems: ["no-access"] },
  { ...mine, method: "get", path: "/api/privacy/use", summary: "Whether the use of features is counted here, and whether you consented.", data: using, problems: ["no-access"] },
  { ...mine, method: "put", path: "/api/privacy/use/consent", summary: "Gives or takes back your consent.", body: consentBody, data: using, problems: ["no-access"] },
  { ...mine, method: "post", path: "/api/privacy/use", summary: "How often features were used since the last time.", body: usesBody, data: z.null(), problems: ["no-access", "not-allowed"] },
  { ...office, method: "get", path: "/api/privacy/use/counts", summary: "How often features were used, by day; by whom is nowhere said.", data: z.array(z.object({ day: z.string(), feature: z.string(), count: z.number() })), problems: ["no-access"] },
];
