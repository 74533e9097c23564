import { deletable, entity } from "./entity.ts";
import { choice, flag, instant, link, longText, number, text } from "./field.ts";

export const CAMPAIGN_STATES = ["draft", "scheduled", "sending", "paused", "sent", "cancelled"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** What the server alone says of it: how far it is and what became of its messages. */
const fact = { guard: "system" } as const;
const count = { ...fact, min: 0 } as const;

// A message to all of a segment. People write it, on any device; once it is started the server keeps a copy of what it says
// and of whom it goes to, so that what is written later changes no message of it.
export const campaign = entity({
  kind: "campaign", label: "Campaign", plural: "Campaigns", belongs: "workspace", title: "name",
  fields: {
    name: text("Name", { required: true, searchable: true, max: 120 }),
    segment: link("Segment", ["segment"]),
    /** What it is to reach, in the words of whoever makes it. */
    goal: text("Goal", { max: 300 }),
    /** With the fields of the customer: see the room campaigns. */
    subject: text("Subject", { max: 200 }),
    message: longText("Message", { max: 10_000 }),
    /** When it begins; none: as soon as it is started. */
    startsAt: instant("Starts"),
    /** By the clock of each customer's own time zone, where that is known. */
    theirTime: flag("In the customer's time zone"),
    /** Messages a minute, at most; none: as the server has it. */
    perMinute: number("Messages a minute", { min: 1, max: 100_000 }),
    /** Nothing is sent between these, `HH:MM`. */
    quietFrom: text("Quiet from", { max: 5 }),
    quietTo: text("Quiet until", { max: 5 }),
    /** Opens and clicks of customers who agreed to it are counted. */
    tracked: flag("Count opens and clicks"),
    state: choice("State", CAMPAIGN_STATES, fact),
    startedAt: instant("Started", fact),
    startedBy: link("Started by", ["member"], fact),
    endedAt: instant("Ended", fact),
    audience: number("Audience", count),
    /** Of the audience: who had no address, had unsubscribed or was refused before. */
    skipped: number("Left out", count),
    queued: number("Queued", count),
    sent: number("Sent", count),
    failed: number("Failed", count),
    /** Nobody can tell whether they went out: they are not sent again. */
    unknown: number("Unknown", count),
    delivered: number("Delivered", count),
    opened: number("Opened", count),
    clicked: number("Clicked", count),
    bounced: number("Bounced", count),
    unsubscribed: number("Unsubscribed", count),
    ...deletable,
  },
});
