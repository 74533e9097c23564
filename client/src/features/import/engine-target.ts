// The import's port on the engine: standing records come page by page from its queries, rows go out as groups of their
// own through the door for edits. It keeps nothing.
import { type Role, type Viewer } from "@outrider/shared/access";
import type { Row } from "@outrider/shared/projection";
import { CUSTOM_TYPES, customName, ROLES, typedField, type Value } from "@outrider/shared/schema";
import type { Act, EngineLink } from "../../act/index.ts";
import { askOnce, type Query } from "../../read/index.ts";
import type { ImportKind } from "./core/targets.ts";
import { type EarlierImport, groupOf, type ImportTarget, type KnownDeal, type KnownEntry, type KnownRecord, type MemberChoice, type StageChoice } from "./target.ts";
import { text } from "./texts.ts";

export interface EngineTargetParts {
  readonly link: Pick<EngineLink, "watch">;
  readonly act: Pick<Act, "performAll">;
  readonly me: ImportTarget["me"];
  readonly newId: () => string;
  readonly save: ImportTarget["save"];
}

/** The most rows the engine gives at once. */
const PAGE = 1_000;
/** Where the workspace has named none: what its deals are in, else this. */
const CURRENCY = "USD";

const plain = (value: Value | undefined): string => (typeof value === "string" ? value : "");

export function engineTarget({ link, act, me, newId, save }: EngineTargetParts): ImportTarget {
  const ask = (query: Query) => askOnce(link, query).catch(() => Promise.reject(new Error(text.notReady)));
  const all = async (query: Query) => {
    const rows = new Map<string, Row>();
    let [offset, complete] = [0, true];
    for (;;) {
      const answer = await ask({ ...query, offset, limit: PAGE });
      for (const row of answer.rows) rows.set(row.id, row);
      complete = answer.complete;
      offset += PAGE;
      if (answer.rows.length === 0 || offset >= answer.total) return { rows: [...rows.values()], complete };
    }
  };
  const known = (kind: ImportKind, row: Row): KnownRecord => ({
    id: row.id, name: plain(row.values[kind === "deal" ? "title" : "name"]), externalId: plain(row.values["externalId"]),
    emails: row.sets["emails"] ?? (plain(row.values["email"]) === "" ? [] : [plain(row.values["email"])]), company: plain(row.values["company"]),
    place: plain(row.values["address"]) || plain(row.values["country"]), owner: plain(row.values["owner"]), updatedAt: row.updatedAt,
  });
  return {
    me, newId, save,
    async members() {
      const { rows } = await all({ kind: "member" });
      const viewers = rows.filter((row) => row.values["active"] === true).map((row) => ({ row, viewer: viewerIn(row) }));
      const mine = viewers.find(({ viewer }) => viewer?.id === me.id)?.viewer;
      return viewers
        .filter(({ viewer }) => viewer !== null && mayGiveTo(mine ?? null, viewer, me.id))
        .map(({ row }): MemberChoice => ({ id: row.id, name: plain(row.values["name"]), email: plain(row.values["email"]) }));
    },
    async stages() {
      const [{ rows }, pipelines] = await Promise.all([all({ kind: "stage", sort: { by: "order" } }), all({ kind: "pipeline", sort: { by: "order" } })]);
      const order = new Map(pipelines.rows.filter((row) => row.values["archived"] !== true).map((row, at) => [row.id, { at, name: row.title }]));
      return rows
        .flatMap((row) => {
          const pipeline = order.get(plain(row.values["pipeline"]));
          return pipeline && row.values["archived"] !== true ? [{ pipeline, row }] : [];
        })
        .sort((a, b) => a.pipeline.at - b.pipeline.at)
        .map(({ pipeline, row }): StageChoice => {
          const { outcome, probability } = row.values;
          return {
            id: row.id, name: plain(row.values["name"]), key: plain(row.values["key"]), pipeline: pipeline.name,
            outcome: outcome === "won" || outcome === "lost" ? outcome : "open", probability: typeof probability === "number" ? probability : null,
          };
        });
    },
    async currency() {
      const chosen = (await ask({ kind: "settings", limit: 1 })).rows[0]?.values["currency"];
      if (typeof chosen === "string" && /^[A-Z]{3}$/.test(chosen)) return chosen;
      const { rows } = await ask({ kind: "deal", where: [{ field: "value", op: "filled" }], limit: 1 });
      const value = rows[0]?.values["value"];
      return typeof value === "object" && value !== null && "currency" in value && typeof value["currency"] === "string" ? value["currency"] : CURRENCY;
    },
    async custom(kind) {
      const { rows } = await all({ kind: "customField", where: [{ field: "of", op: "is", value: kind }, { field: "archived", op: "is", value: false }], sort: { by: "order" } });
      return rows.flatMap((row) => {
        const type = CUSTOM_TYPES.find((each) => each === row.values["type"]);
        return type === undefined ? [] : [{ key: customName(type, row.id), field: typedField(type, row.title, plain(row.values["options"])) }];
      });
    },
    async known(kind) {
      const { rows, complete } = await all({ kind });
      return { records: rows.map((row) => known(kind, row)), complete };
    },
    async entries() {
      const [meetings, tasks] = await Promise.all([all({ kind: "activity", where: [{ field: "type", op: "is", value: "meeting" }] }), all({ kind: "task" })]);
      const entries = [...meetings.rows, ...tasks.rows].map((row): KnownEntry => ({ id: row.id, kind: row.kind === "task" ? "task" : "activity", externalId: plain(row.values["externalId"]) }));
      return { entries, complete: meetings.complete && tasks.complete };
    },
    async earlier() {
      const { rows, complete } = await all({ kind: ["activity", "task"], where: [{ field: "importedWith", op: "filled" }], sort: { by: "updatedAt", descending: true } });
      const imports = new Map<string, string[]>();
      for (const { id, values } of rows) {
        const name = plain(values["importedWith"]);
        imports.set(name, [...(imports.get(name) ?? []), id]);
      }
      return { imports: [...imports].map(([name, ids]): EarlierImport => ({ name, ids })), complete };
    },
    async parts() {
      const [deals, lines] = await Promise.all([all({ kind: "deal" }), all({ kind: "lineItem" })]);
      return {
        deals: deals.rows.map(({ id, values, sets }): KnownDeal => ({ id, title: plain(values["title"]), externalId: plain(values["externalId"]), company: plain(values["company"]), sets })),
        lines: lines.rows.map(({ values }) => ({ deal: plain(values["root"]), values })), complete: deals.complete && lines.complete,
      };
    },
    async submit(rows) {
      const { results } = await act.performAll(rows.map(groupOf));
      return results.map((result) => (result.ok ? { ok: true } : { ok: false, error: { code: result.error.code, message: result.error.message, ...(result.error.field !== undefined && { field: result.error.field }) } }));
    },
  };
}

function viewerIn(row: Row): Viewer | null {
  const role = ROLES.find((each): each is Role => each === row.values["role"]);
  return role === undefined ? null : { id: row.id, role, team: plain(row.values["team"]) };
}

/** To whom the door will let this person give a new record: an admin to all, a manager in the team, others to themselves. */
function mayGiveTo(mine: Viewer | null, other: Viewer | null, me: string): boolean {
  if (other === null) return false;
  if (other.id === me || mine?.role === "admin") return true;
  return mine?.role === "manager" && mine.team !== "" && mine.team === other.team;
}
