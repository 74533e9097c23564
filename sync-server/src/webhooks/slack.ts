// An event as Slack's incoming webhooks take it: one line that says what happened, with a way to the record. Pure, made of
// the very body that other systems get. Invariant: nothing a person typed is a mention or a link of its own.
import { entityOf, isKind, type Kind, moneyOf, type Value } from "@outrider/shared/schema";
import { lineOf } from "../platform/storable.ts";
import { PING } from "./events.ts";

/** Kinds that have a page of their own in the app. */
const PAGES: Partial<Record<Kind, string>> = { lead: "leads", contact: "contacts", company: "companies", deal: "deals", segment: "segments", campaign: "campaigns" };
const DEEDS: Readonly<Record<string, string>> = { created: "new", updated: "changed", deleted: "deleted", stage_changed: "moved to another stage", won: "won", lost: "lost", entered: "has one more", left: "has one fewer", started: "started", finished: "finished", failed: "failed", cancelled: "cancelled" };
const LONGEST = 200;

/** Slack reads &, < and > alone as its own. */
const plain = (text: string): string => lineOf(text, LONGEST).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** `address`: of the app, without a slash at its end; "" where it is not known. */
export function slackBody(body: string, address: string): string {
  const { event, data } = JSON.parse(body) as { readonly event: string; readonly data: Readonly<Record<string, Value>> | null };
  if (event === PING || data === null) return JSON.stringify({ text: "Outrider posts here what happens to records." });
  const [kind = "", deed = ""] = event.split(".");
  if (kind === "message") {
    const campaign = plain(String(data["campaign_name"] ?? "")) || "A campaign";
    const named = address === "" ? campaign : `<${address}/campaigns/${String(data["campaign_id"])}|${campaign.replaceAll("|", "/")}>`;
    return JSON.stringify({ text: `*Message ${deed}*: ${named}` });
  }
  const known = isKind(kind) ? entityOf(kind) : undefined;
  const named = known === undefined ? undefined : data[known.title];
  const title = plain(typeof named === "string" && named !== "" ? named : (known?.label ?? kind));
  const page = isKind(kind) ? PAGES[kind] : undefined;
  const shown = page === undefined || address === "" || deed === "deleted" ? title : `<${address}/${page}/${String(data["id"])}|${title.replaceAll("|", "/")}>`;
  const money = kind === "deal" ? moneyOf(data["value"] ?? null) : null;
  const value = money === null ? "" : ` (${plain(money.currency)} ${money.amount.toLocaleString("en-US")})`;
  return JSON.stringify({ text: `*${known?.label ?? kind} ${DEEDS[deed] ?? deed}*: ${shown}${value}` });
}
