// Who a campaign goes to, written down once: a row for each contact of its segment that whoever started it may see. Invariants:
// one row a contact and one message an address, however often a server dies in between and begins again; who is left out has
// a row that says why.
import { goesAt } from "@outrider/shared/campaigns";
import type { RecordState } from "@outrider/shared/records";
import { hashToken } from "../auth/hash-token.ts";
import type { Database } from "../db/database.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Sealer } from "../platform/sealed-text.ts";
import type { Segments } from "../segments/index.ts";
import { LEFT_OUT, mailboxesOf, mayTrack, refusalOf, zoneOf } from "./may-receive.ts";
import { statesById } from "./records-of.ts";
import { noteChanged, type Run } from "./run.ts";

/** What a message needs to be handed over, sealed while it waits. */
export interface SealedParts { readonly to: string; readonly token: string; readonly track: string | null }

export interface GatherDeps {
  readonly database: Database;
  readonly audienceOf: Segments["audienceOf"];
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
}

interface NewRow {
  readonly contactId: string; readonly key: string; readonly status: "QUEUED" | "SKIPPED"; readonly sealed: string | null; readonly addressHash: string | null;
  readonly tokenHash: string | null; readonly trackHash: string | null; readonly zone: string | null; readonly nextAt: number; readonly why: string | null;
}

const BATCH = 500;

export const createGather = ({ database, audienceOf, sealer, clock, random }: GatherDeps) => {
  const { sql } = database;

  function rowFor(run: Run, id: string, contact: RecordState | undefined, taken: { readonly suppressed: ReadonlySet<string>; readonly used: Set<string> }): NewRow {
    const none = { contactId: id, key: `${run.campaign}.${id}`, sealed: null, addressHash: null, tokenHash: null, trackHash: null, zone: null, nextAt: 0 };
    const left = (why: string): NewRow => ({ ...none, status: "SKIPPED", why });
    const refused = refusalOf(contact);
    if (refused !== null || !contact) return left(refused ?? LEFT_OUT.gone);
    const boxes = mailboxesOf(run.workspace, contact);
    if (boxes.length === 0) return left(LEFT_OUT.noAddress);
    const open = boxes.filter(({ hash }) => !taken.suppressed.has(hash));
    const box = open[0];
    // Who asked at one address not to be written to is not written to at another.
    if (!box || open.length < boxes.length) return left(LEFT_OUT.suppressed);
    if (taken.used.has(box.hash)) return left(LEFT_OUT.twice);
    taken.used.add(box.hash);
    const zone = zoneOf(contact);
    const { startsAt, theirTime, tracked, zone: home } = run.settings;
    const [token, track] = [random.token(), tracked && mayTrack(contact) ? random.token() : null];
    const parts: SealedParts = { to: box.address, token, track };
    return {
      ...none, status: "QUEUED", why: null, zone, addressHash: box.hash, sealed: sealer.seal(JSON.stringify(parts)), tokenHash: hashToken(token), trackHash: track === null ? null : hashToken(track),
      nextAt: startsAt === null ? 0 : theirTime ? goesAt(startsAt, home, zone ?? home) : startsAt,
    };
  }

  async function add(run: Run, ids: readonly string[]): Promise<void> {
    const { workspace, campaign } = run;
    const contacts = await statesById(sql, workspace, ids);
    const hashes = JSON.stringify([...contacts.values()].flatMap((contact) => mailboxesOf(workspace, contact).map(({ hash }) => hash)));
    await sql.begin(async (tx) => {
      // Two servers that gather at once come one after the other.
      await tx`select from campaign_run where workspace_id = ${workspace} and campaign_id = ${campaign} for update`;
      // As an array, for which the primary key is used: messages that came within the minute are not counted yet.
      const there = await tx<{ contactId: string }[]>`select contact_id as "contactId" from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign} and contact_id = any(array(select json_array_elements_text(${JSON.stringify(ids)}::json)))`;
      const known = new Set(there.map(({ contactId }) => contactId));
      // No index has the address: asked like this the list is hashed, whatever PostgreSQL has counted.
      const used = await tx<{ hash: string }[]>`select address_hash as hash from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign} and (address_hash in (select json_array_elements_text(${hashes}::json))) is true`;
      const suppressed = await tx<{ hash: string }[]>`select address_hash as hash from suppression where workspace_id = ${workspace} and address_hash = any(array(select json_array_elements_text(${hashes}::json)))`;
      const taken = { used: new Set(used.map(({ hash }) => hash)), suppressed: new Set(suppressed.map(({ hash }) => hash)) };
      const rows = ids.filter((id) => !known.has(id)).map((id) => rowFor(run, id, contacts.get(id), taken));
      if (rows.length === 0) return;
      await tx`
        insert into campaign_message (workspace_id, campaign_id, contact_id, key, status, sealed, address_hash, token_hash, track_hash, zone, next_at, why, updated_at)
        select ${workspace}, ${campaign}, row."contactId", row.key, row.status, row.sealed, row."addressHash", row."tokenHash", row."trackHash", row.zone, row."nextAt", row.why, ${clock.now()}
        from json_to_recordset(${JSON.stringify(rows)}::json) as row ("contactId" text, key text, status text, sealed text, "addressHash" text, "tokenHash" text, "trackHash" text, zone text, "nextAt" bigint, why text)`;
      await noteChanged(tx, workspace, [campaign]);
    });
  }

  /** Writes down the whole audience; `still` false breaks it off, and it is begun again later. */
  return async function gather(run: Run, still: () => boolean): Promise<void> {
    for await (const ids of audienceOf({ workspace: run.workspace, viewer: run.startedBy, zone: run.settings.zone }, run.rule)) {
      for (let at = 0; at < ids.length; at += BATCH) {
        if (!still()) return;
        await add(run, [...new Set(ids.slice(at, at + BATCH))]);
      }
    }
    await sql.begin(async (tx) => {
      // Of what came within the minute PostgreSQL has counted nothing yet, the embedded database for longer, and both would go through all
      // of it for each message.
      await tx`analyze campaign_message`;
      await tx`update campaign_run set gathered_at = ${clock.now()}, changes = changes + 1 where workspace_id = ${run.workspace} and campaign_id = ${run.campaign} and gathered_at is null`;
    });
    await database.sync();
  };
};
