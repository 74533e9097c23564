// How a person wants to be told: by which channels of what, gathered into one mail a day or not, and when not to be
// disturbed, in their own time zone. It stores and reckons; it sends nothing.
import { isZone } from "@outrider/shared/kernel";
import { NOTICES } from "@outrider/shared/schema";
import { z } from "zod";
import { problemSentences } from "@outrider/shared/protocol";
import type { Database } from "../db/database.ts";

export type What = (typeof NOTICES)[number];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, problemSentences["time-of-day"]);
const channels = z.strictObject({ app: z.boolean(), email: z.boolean(), push: z.boolean() });

export const settingsSchema = z.strictObject({
  channels: z.strictObject(Object.fromEntries(NOTICES.map((what) => [what, channels])) as Record<What, typeof channels>),
  digest: z.enum(["off", "daily"]),
  digestAt: time,
  quiet: z.strictObject({ from: time, to: time }).nullable(),
  timeZone: z.string().max(60).refine(isZone, problemSentences["no-time-zone"]),
});
export type NoticeSettings = z.infer<typeof settingsSchema>;

/** Mail is for what somebody else wants of one; the rest is in the app and, where it was asked for, on the phone. */
const MAILED: ReadonlySet<What> = new Set(["assigned", "mentioned", "due"]);
export const DEFAULT_SETTINGS: NoticeSettings = {
  channels: Object.fromEntries(NOTICES.map((what) => [what, { app: true, email: MAILED.has(what), push: true }])) as NoticeSettings["channels"],
  digest: "off", digestAt: "08:00", quiet: null, timeZone: "UTC",
};

/** What is not said, or was said by another version, is as the defaults have it. */
export function settingsOf(stored: unknown): NoticeSettings {
  const given = (typeof stored === "object" && stored !== null ? stored : {}) as Partial<NoticeSettings>;
  const merged = { ...DEFAULT_SETTINGS, ...given, channels: { ...DEFAULT_SETTINGS.channels, ...given.channels } };
  const parsed = settingsSchema.safeParse(merged);
  return parsed.success ? parsed.data : DEFAULT_SETTINGS;
}

export interface Preferences {
  of(workspace: string, users: readonly string[]): Promise<ReadonlyMap<string, NoticeSettings>>;
  /** Durable when it resolves. */
  set(workspace: string, user: string, settings: NoticeSettings): Promise<void>;
}

export const createPreferences = ({ sql, sync }: Pick<Database, "sql" | "sync">): Preferences => ({
  async of(workspace, users) {
    const rows = await sql<{ user: string; settings: unknown }[]>`
      select user_id as user, settings from notice_preference where workspace_id = ${workspace} and user_id = any(${[...users]}::uuid[])`;
    const stored = new Map(rows.map(({ user, settings }) => [user, settings]));
    return new Map(users.map((user) => [user, settingsOf(stored.get(user))]));
  },
  async set(workspace, user, settings) {
    await sql`
      insert into notice_preference (workspace_id, user_id, settings) values (${workspace}, ${user}, ${JSON.stringify(settings)})
      on conflict (workspace_id, user_id) do update set settings = excluded.settings`;
    await sync();
  },
});
