// The certificate of an erasure, for people and for programs. It says who asked, when, and how much of what went; of the
// person nothing but a hash over the ids of what went, by which it can be held against the list beside the database.
import { entities, isKind } from "@outrider/shared/schema";
import type { Erasure } from "./erasure.ts";
import { page, type Section } from "./plain-page.ts";

/** What is counted beside records, in words. */
const BESIDE: Readonly<Record<string, string>> = {
  records: "Records in all", people: "Records that were the person", links: "Records that stay and whose link was cut", history: "Earlier values of fields",
  deliveries: "Messages in the log of webhooks", notices: "Notices that were to be sent", answers: "Answers kept for programs", audit: "Entries of the audit log whose words went",
};

export interface Certificate {
  readonly certificate: string;
  readonly workspace: string;
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly askedAt: string;
  readonly doneAt: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly algorithm: "SHA-256 of the sorted ids, one a line";
  readonly hash: string | null;
}

export const certificateOf = ({ id, askedBy, askedAt, doneAt, counts, hash }: Erasure, workspace: string, name: string): Certificate => ({
  certificate: id, workspace, askedBy: { id: askedBy, name }, askedAt: new Date(askedAt).toISOString(), doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
  counts, algorithm: "SHA-256 of the sorted ids, one a line", hash,
});

const labelOf = (what: string): string => BESIDE[what] ?? (isKind(what) ? entities[what].plural : what);

export function certificatePage({ certificate, workspace, askedBy, askedAt, doneAt, counts, algorithm, hash }: Certificate, workspaceName: string): string {
  const sections: readonly Section[] = [
    { title: "Erasure", rows: [["Certificate", certificate], ["Workspace", `${workspaceName} (${workspace})`], ["Asked for by", `${askedBy.name} (${askedBy.id})`], ["Asked for", askedAt], ["Done", doneAt ?? "not yet"]] },
    { title: "What went", rows: Object.entries(counts).map(([what, count]) => [labelOf(what), String(count)]) },
    { title: "Proof", rows: [["Hash", hash ?? "not yet"], ["Made as", algorithm]] },
  ];
  return page("Certificate of erasure", "All that this workspace had of one person was erased on the server. Devices drop it at their next contact; whatever backup is restored, it is erased again. This page names nobody but who asked for it.", sections);
}
