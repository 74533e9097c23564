// How each workspace reaches its model. Invariants: the key lies sealed and is told to nobody, not even to who set it; another
// address or another vendor is not shown the key that was given for the one before.
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import { addressFault } from "../platform/guarded-request.ts";
import type { Sealer } from "../platform/sealed-text.ts";
import type { ModelPlace } from "./model.ts";
import { type Preset, PRESETS } from "./presets.ts";

/** What an admin decides. */
export interface ModelChoice {
  readonly preset: Preset;
  readonly baseUrl: string;
  readonly model: string;
  readonly temperature: number;
  readonly suggestionTokens: number;
  readonly analysisTokens: number;
  readonly masks: boolean;
  /** Requests a person a day; null: as many as the server lets. */
  readonly perDay: number | null;
  /** Of a million tokens, in the workspace's base currency. */
  readonly priceIn: number;
  readonly priceOut: number;
}

export interface ModelView extends ModelChoice {
  /** Whether one is kept; which one nobody is told. */
  readonly hasKey: boolean;
  /** Whether the workspace has one of its own, or the server's environment names it. */
  readonly from: "workspace" | "server";
}

export interface ModelInUse extends ModelView { readonly place: ModelPlace }

/** `apiKey`: undefined keeps the one there is, as long as the address stays; null takes it out. */
export type ModelGiven = ModelChoice & { readonly apiKey?: string | null | undefined };

export interface ModelSettings {
  /** null: there is none. */
  of(workspace: string): Promise<ModelInUse | null>;
  set(workspace: string, given: ModelGiven): Promise<void>;
  remove(workspace: string): Promise<boolean>;
  /** What is wrong with an address, or null. */
  addressFault(url: string): string | null;
}

/** What the environment names, for workspaces with none of their own. */
export interface ServerModel { readonly preset: Preset; readonly place: ModelPlace }

export const USUAL = { temperature: 0.7, suggestionTokens: 400, analysisTokens: 800 } as const;
const THOUSANDTHS = 1_000;

interface Row { readonly preset: string; readonly baseUrl: string; readonly model: string; readonly apiKey: string | null; readonly temperature: number; readonly suggestionTokens: number; readonly analysisTokens: number; readonly masks: boolean; readonly perDay: number | null; readonly priceIn: number; readonly priceOut: number }
interface Deps { readonly database: Pick<Database, "sql" | "sync">; readonly sealer: Sealer; readonly clock: Clock; readonly server: ServerModel | null; readonly allowPrivate: boolean }

const isPreset = (text: string): text is Preset => Object.hasOwn(PRESETS, text);
const trimmed = (url: string): string => url.trim().replace(/\/+$/, "");

export function createModelSettings({ database: { sql, sync }, sealer, clock, server, allowPrivate }: Deps): ModelSettings {
  const rowOf = async (workspace: string): Promise<Row | undefined> =>
    (await sql<Row[]>`
      select preset, base_url as "baseUrl", model, api_key as "apiKey", temperature, suggestion_tokens as "suggestionTokens", analysis_tokens as "analysisTokens", masks, per_day as "perDay", price_in as "priceIn", price_out as "priceOut"
      from assistant_model where workspace_id = ${workspace}`)[0];

  return {
    async of(workspace) {
      const row = await rowOf(workspace);
      if (row) {
        const { apiKey, preset, priceIn, priceOut, temperature, ...rest } = row;
        const place = { baseUrl: row.baseUrl, model: row.model, apiKey: apiKey === null ? null : sealer.open(apiKey) };
        // A real of the database has more digits than were given.
        return { ...rest, preset: isPreset(preset) ? preset : "other", temperature: Math.round(temperature * 100) / 100, priceIn: priceIn / THOUSANDTHS, priceOut: priceOut / THOUSANDTHS, hasKey: apiKey !== null, from: "workspace", place };
      }
      if (!server) return null;
      const { preset, place } = server;
      return { preset, baseUrl: place.baseUrl, model: place.model, ...USUAL, masks: true, perDay: null, priceIn: 0, priceOut: 0, hasKey: place.apiKey !== null, from: "server", place };
    },
    async set(workspace, { preset, baseUrl: given, model, apiKey, temperature, suggestionTokens, analysisTokens, masks, perDay, priceIn, priceOut }) {
      const before = await rowOf(workspace);
      const baseUrl = trimmed(given);
      const kept = before?.baseUrl === baseUrl ? before.apiKey : null;
      const key = apiKey === undefined ? kept : apiKey === null ? null : sealer.seal(apiKey);
      const prices = [Math.round(priceIn * THOUSANDTHS), Math.round(priceOut * THOUSANDTHS)] as const;
      await sql`
        insert into assistant_model (workspace_id, preset, base_url, model, api_key, temperature, suggestion_tokens, analysis_tokens, masks, per_day, price_in, price_out, changed_at)
        values (${workspace}, ${preset}, ${baseUrl}, ${model.trim()}, ${key}, ${temperature}, ${suggestionTokens}, ${analysisTokens}, ${masks}, ${perDay}, ${prices[0]}, ${prices[1]}, ${clock.now()})
        on conflict (workspace_id) do update set preset = excluded.preset, base_url = excluded.base_url, model = excluded.model, api_key = excluded.api_key, temperature = excluded.temperature,
          suggestion_tokens = excluded.suggestion_tokens, analysis_tokens = excluded.analysis_tokens, masks = excluded.masks, per_day = excluded.per_day, price_in = excluded.price_in, price_out = excluded.price_out, changed_at = excluded.changed_at`;
      await sync();
    },
    async remove(workspace) {
      const gone = await sql`delete from assistant_model where workspace_id = ${workspace} returning 1 as gone`;
      await sync();
      return gone.length > 0;
    },
    addressFault: (url) => addressFault(trimmed(url), allowPrivate),
  };
}
