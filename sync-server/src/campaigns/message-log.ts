// The log of a campaign's messages as programs and people read it: one line a customer, with what came of it. What a customer is
// called and what was written to him is told to those alone who may see him; the text is made from the frozen campaign and
// the customer as he is now, since mails are not kept.
import { fillTemplate, type MessageStatus, readTemplate, shownStatus, UNSUBSCRIBE, valuesOf } from "@outrider/shared/campaigns";
import { textOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import { contactsById, customFields } from "./records-of.ts";
import { runOf } from "./run.ts";

export interface LogLine {
  readonly campaign_id: string;
  readonly customer_id: string;
  /** Null: whoever asks may not see this customer. */
  readonly customer_name: string | null;
  readonly status: Exclude<MessageStatus, "HANDING">;
  readonly message: string | null;
  readonly vendor_message_id: string | null;
  readonly why: string | null;
  readonly tries: number;
  readonly next_at: string | null;
  readonly sent_at: string | null;
  readonly delivered_at: string | null;
  readonly opened_at: string | null;
  readonly clicked_at: string | null;
  readonly bounced_at: string | null;
  readonly unsubscribed_at: string | null;
  readonly updated_at: string;
}

export interface LogAsked { readonly workspace: string; readonly campaign: string; readonly status: readonly MessageStatus[] | null; readonly after: string; readonly limit: number; readonly maySee: (contact: string) => boolean }

interface Row {
  readonly contact: string; readonly status: MessageStatus; readonly vendorMessageId: string | null; readonly why: string | null; readonly tries: number; readonly nextAt: number; readonly sentAt: number | null;
  readonly deliveredAt: number | null; readonly openedAt: number | null; readonly clickedAt: number | null; readonly bouncedAt: number | null; readonly unsubscribedAt: number | null; readonly updatedAt: number;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** In order of the customers' ids; `next`: the id to go on after, or null. */
export const createMessageLog = ({ sql }: Pick<Database, "sql">) => async ({ workspace, campaign, status, after, limit, maySee }: LogAsked): Promise<{ readonly lines: readonly LogLine[]; readonly next: string | null }> => {
  const run = await runOf(sql, workspace, campaign);
  if (!run) return { lines: [], next: null };
  const rows = await sql<Row[]>`
    select contact_id as contact, status, vendor_message_id as "vendorMessageId", why, tries, next_at as "nextAt", sent_at as "sentAt", delivered_at as "deliveredAt", opened_at as "openedAt", clicked_at as "clickedAt",
      bounced_at as "bouncedAt", unsubscribed_at as "unsubscribedAt", updated_at as "updatedAt"
    from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign} and contact_id > ${after}
      and (${status === null} or status in (select json_array_elements_text(${JSON.stringify(status ?? [])}::json))) order by contact_id limit ${limit + 1}`;
  const shown = rows.slice(0, limit);
  const { contacts, read } = await contactsById(sql, workspace, shown.map(({ contact }) => contact).filter(maySee));
  const custom = await customFields(sql, workspace);
  const template = readTemplate(run.message);
  const text = (id: string): string | null => {
    const contact = contacts.get(id);
    const made = contact && fillTemplate(template, new Map([...valuesOf({ contact, read, custom }), [UNSUBSCRIBE, "…"]]));
    return made?.ok === true ? made.pieces.map((piece) => ("text" in piece ? piece.text : piece.url)).join("") : null;
  };
  return {
    lines: shown.map((row) => {
      const contact = contacts.get(row.contact);
      return {
        campaign_id: campaign, customer_id: row.contact, customer_name: contact ? textOf(contact, "name") : null, status: shownStatus(row.status), message: text(row.contact), vendor_message_id: row.vendorMessageId,
        why: row.why, tries: row.tries, next_at: row.status === "QUEUED" && row.nextAt > 0 ? iso(row.nextAt) : null, sent_at: iso(row.sentAt), delivered_at: iso(row.deliveredAt), opened_at: iso(row.openedAt),
        clicked_at: iso(row.clickedAt), bounced_at: iso(row.bouncedAt), unsubscribed_at: iso(row.unsubscribedAt), updated_at: iso(row.updatedAt) ?? "",
      };
    }),
    next: rows.length > limit ? (shown.at(-1)?.contact ?? null) : null,
  };
};
