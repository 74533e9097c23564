// How a person wants to be told, as the server has it. Checked, since it comes from the network: an answer that is none is
// no preferences.
import { isObject } from "../../app/answer-parts.ts";
import { words } from "./texts.ts";

export type What = keyof typeof words.kinds;
export type Channel = keyof typeof words.channels;
export const WHATS = Object.keys(words.kinds) as readonly What[];
export const CHANNELS = Object.keys(words.channels) as readonly Channel[];

export interface Preferences {
  readonly channels: Readonly<Record<What, Readonly<Record<Channel, boolean>>>>;
  readonly digest: "off" | "daily";
  /** HH:MM */
  readonly digestAt: string;
  readonly quiet: { readonly from: string; readonly to: string } | null;
  readonly timeZone: string;
}


export function preferencesOf(answer: unknown): Preferences | undefined {
  if (!isObject(answer) || !isObject(answer["channels"])) return undefined;
  const { channels, digest, digestAt, quiet, timeZone } = answer;
  const has = (what: What, channel: Channel): boolean => {
    const of = isObject(channels) ? channels[what] : undefined;
    return isObject(of) && of[channel] === true;
  };
  return {
    channels: Object.fromEntries(WHATS.map((what) => [what, Object.fromEntries(CHANNELS.map((channel) => [channel, has(what, channel)]))])) as Preferences["channels"],
    digest: digest === "daily" ? "daily" : "off", digestAt: typeof digestAt === "string" ? digestAt : "08:00",
    quiet: isObject(quiet) && typeof quiet["from"] === "string" && typeof quiet["to"] === "string" ? { from: quiet["from"], to: quiet["to"] } : null,
    timeZone: typeof timeZone === "string" ? timeZone : "UTC",
  };
}
