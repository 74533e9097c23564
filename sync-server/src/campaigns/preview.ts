// A campaign's mail for one customer before it is sent: to be looked at, or sent to whoever writes it. Invariant: neither counts
// as a message of the campaign, and the links in it unsubscribe nobody.
import { type Mail, readMail, renderMail, valuesOf } from "@outrider/shared/campaigns";
import { isDeleted, textOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import type { Random } from "../platform/clock.ts";
import { type CampaignFault, faultsOf } from "./commands.ts";
import { refusalOf } from "./may-receive.ts";
import { contactsById, customFields, statesById } from "./records-of.ts";
import type { Vendor } from "./vendor-port.ts";

export interface Preview {
  readonly mail: Mail | null;
  readonly faults: readonly CampaignFault[];
  /** Fields without a fall-back of which nothing is known of this customer. */
  readonly missing: readonly string[];
  /** Why this customer would be left out, or null. */
  readonly refused: string | null;
}

export type TestSent = { readonly is: "sent"; readonly to: string } | { readonly is: "not-made"; readonly preview: Preview } | { readonly is: "failed"; readonly why: string } | { readonly is: "no-address" };

export interface PreviewDeps { readonly database: Pick<Database, "sql">; readonly vendor: Vendor; readonly random: Random; readonly address: string }

const TEST_WITHIN_MS = 20_000;

export function createPreviews({ database: { sql }, vendor, random, address }: PreviewDeps) {
  async function preview(workspace: string, campaign: string, contact: string): Promise<Preview | null> {
    const record = (await statesById(sql, workspace, [campaign])).get(campaign);
    if (record?.kind !== "campaign" || isDeleted(record)) return null;
    const segment = (await statesById(sql, workspace, [textOf(record, "segment")])).get(textOf(record, "segment"));
    const [{ contacts, read }, custom] = [await contactsById(sql, workspace, [contact]), await customFields(sql, workspace)];
    const state = contacts.get(contact);
    if (state?.kind !== "contact") return null;
    const faults = faultsOf(record, segment, custom);
    const made = renderMail(readMail({ subject: textOf(record, "subject"), message: textOf(record, "message") }), valuesOf({ contact: state, read, custom }), { unsubscribe: `${address}/u/preview` });
    return { mail: made.ok ? made.mail : null, faults, missing: made.ok ? [] : made.missing, refused: refusalOf(state) };
  }

  return {
    /** Null: there is no such campaign or contact. */
    preview,
    /** Sends it to whoever asks, as that customer would get it. */
    async test(workspace: string, campaign: string, contact: string, user: string): Promise<TestSent | null> {
      const made = await preview(workspace, campaign, contact);
      if (made === null) return null;
      if (made.mail === null || made.faults.some(({ field }) => field === "subject" || field === "message")) return { is: "not-made", preview: made };
      const member = (await statesById(sql, workspace, [user])).get(user);
      const to = member ? textOf(member, "email") : "";
      if (to === "") return { is: "no-address" };
      const { subject, ...rest } = made.mail;
      const [handed] = await vendor.send([{ key: `test.${random.uuid()}`, workspace, campaign, to, subject: `Test: ${subject}`, ...rest, headers: {} }], AbortSignal.timeout(TEST_WITHIN_MS));
      if (handed?.is === "taken") return { is: "sent", to };
      return { is: "failed", why: handed?.why ?? "The vendor gave no answer." };
    },
  };
}
