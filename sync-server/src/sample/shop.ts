// What customers of the sample bought over the months, and a campaign that was sent to them: orders, what they come to, and what
// became of each message. Invariant: what a contact says of himself is what his orders come to.
import { creationOf } from "@outrider/shared/commands";
import type { Random } from "@outrider/shared/kernel";
import type { Value } from "@outrider/shared/schema";
import { laterOn, type SampleEvent, type SampleWorld } from "./event.ts";
import { DAY } from "./moments.ts";

/** Somebody who may buy. `since`: when they became known, ms. */
export interface Buyer { readonly contact: string; readonly email: string; readonly since: number }
export interface SampleItem { readonly sku: string; readonly name: string; readonly qty: number; readonly price: number }
/** `amount` in hundredths of the base currency. */
export interface SampleOrderRow { readonly key: string; readonly contact: string; readonly at: number; readonly amount: number; readonly items: readonly SampleItem[]; readonly visit: boolean; readonly cancelled: boolean }
export interface SampleMessage {
  readonly contact: string; readonly email: string; readonly failed: boolean; readonly sentAt: number; readonly deliveredAt: number | null; readonly openedAt: number | null; readonly clickedAt: number | null;
  readonly unsubscribedAt: number | null;
}
export interface SampleRun { readonly campaign: string; readonly name: string; readonly subject: string; readonly message: string; readonly segment: string; readonly by: string; readonly startedAt: number; readonly endedAt: number; readonly messages: readonly SampleMessage[] }
export interface SampleShop { readonly currency: string; readonly buyers: readonly Buyer[]; readonly orders: readonly SampleOrderRow[]; readonly run: SampleRun }

export const SHOP_CURRENCY = "EUR";
const BUYERS = 60;
const HOUR = 3_600_000;
/** Price in hundredths. */
const ARTICLES = [
  ["CASE-01", "Rugged phone case", 3_900], ["CASE-02", "Rugged tablet case", 6_400], ["CHG-10", "Vehicle charger", 2_450], ["CHG-20", "Charging dock for six", 21_900], ["SCN-05", "Barcode scanner", 14_900], ["PRN-03", "Label printer", 28_900],
  ["LBL-50", "Labels, roll of 500", 1_250], ["SIM-12", "Data card, one year", 9_600], ["BAT-07", "Spare battery", 4_200], ["GLV-02", "Touch gloves, pair", 1_890], ["MNT-04", "Dashboard mount", 3_300], ["TRN-01", "Half a day of training", 39_000],
] as const;
const SEGMENTS = [
  ["Has bought", { field: "visits", op: ">", value: 0 }],
  ["Spent more than 2,000", { field: "spend", op: ">", value: 2_000 }],
  ["Bought, and away for six months", { and: [{ field: "visits", op: ">", value: 0 }, { field: "inactiveDays", op: ">", value: 180 }] }],
] as const;
const CAMPAIGN = {
  name: "Winter kit for the road", goal: "Sell winter accessories to customers who know us", subject: "{{first_name|Hello}}, is your kit ready for winter?",
  message: "Hello {{first_name|there}},\n\ncold hands drop phones. Gloves that work on a screen, a case that survives the yard and a charger for the van are in stock: https://shop.outrider.example/winter\n\nThank you for your orders so far.",
} as const;

/** Everybody is taken who can be, up to so many, each address once. */
export function tellShop(world: SampleWorld, random: Random, known: readonly Buyer[]): { readonly events: readonly SampleEvent[]; readonly shop: SampleShop } {
  const seen = new Set<string>();
  const buyers = known.filter(({ email, since }) => since < world.now - 60 * DAY && email !== "" && !seen.has(email.toLowerCase()) && seen.add(email.toLowerCase())).slice(0, BUYERS);
  const orders = buyers.flatMap((buyer, index) => ordersOf(world, random.stream(`buyer ${index}`), buyer, index)).sort((a, b) => a.at - b.at);
  const run = runOf(world, random.stream("campaign"), buyers.filter(({ contact }) => orders.some((order) => order.contact === contact && order.at < world.now - 45 * DAY)));
  return { events: [...segments(world), ...facts(world, buyers, orders), ...campaign(world, run)], shop: { currency: SHOP_CURRENCY, buyers, orders, run } };
}

function ordersOf({ now }: SampleWorld, random: Random, { contact, since }: Buyer, index: number): readonly SampleOrderRow[] {
  const count = random.weighted([[1, 3], [2, 4], [3, 4], [5, 4], [8, 3], [12, 2]] as const);
  // A third stopped buying long ago.
  const last = random.chance(0.33) ? Math.max(since + 20 * DAY, now - random.between(190, 330) * DAY) : now - random.between(1, 45) * DAY;
  return Array.from({ length: count }, (_, number): SampleOrderRow => {
    const at = number === count - 1 ? last : Math.round(since + DAY + random.next() * Math.max(DAY, last - since - 2 * DAY));
    const back = number > 0 && random.chance(0.05);
    const items = Array.from({ length: random.weighted([[1, 5], [2, 4], [3, 2]] as const) }, (): SampleItem => {
      const [sku, name, price] = random.pick(ARTICLES);
      return { sku, name, qty: (back ? -1 : 1) * random.weighted([[1, 6], [2, 3], [5, 2], [10, 1]] as const), price: price / 100 };
    });
    const amount = items.reduce((sum, { qty, price }) => sum + qty * Math.round(price * 100), 0);
    return { key: `S-${String(index + 1).padStart(3, "0")}-${String(number + 1).padStart(2, "0")}`, contact, at, amount, items, visit: !back, cancelled: random.chance(0.03) };
  });
}

const adminOf = ({ people }: SampleWorld): string => people.find(({ role }) => role === "admin")?.userId ?? people[0]?.userId ?? "";
const managerOf = (world: SampleWorld): string => world.people.find(({ role }) => role === "manager")?.userId ?? adminOf(world);

const segments = (world: SampleWorld): readonly SampleEvent[] => [{
  at: world.now - 46 * DAY, by: managerOf(world), command: "create",
  changes: SEGMENTS.map(([name, rule]) => creationOf(world.id("segment", name), { kind: "segment", values: { name, rule: JSON.parse(JSON.stringify(rule)) as Value } })),
}];

/** As ingestion reckons them: returns count against what was spent, cancelled orders not at all. */
function facts({ now }: SampleWorld, buyers: readonly Buyer[], orders: readonly SampleOrderRow[]): readonly SampleEvent[] {
  return buyers.flatMap(({ contact }): SampleEvent[] => {
    const mine = orders.filter((order) => order.contact === contact && !order.cancelled);
    const last = Math.max(...mine.map(({ at }) => at));
    if (mine.length === 0) return [];
    const values = { spend: { amount: mine.reduce((sum, { amount }) => sum + amount, 0) / 100, currency: SHOP_CURRENCY }, visits: mine.filter(({ visit }) => visit).length, lastActive: last };
    return [{ at: Math.min(last + HOUR, now - HOUR), by: "", command: "facts", changes: [laterOn(contact, "contact", values)] }];
  });
}

function runOf(world: SampleWorld, random: Random, buyers: readonly Buyer[]): SampleRun {
  const startedAt = Math.floor((world.now - 41 * DAY) / DAY) * DAY + 8 * HOUR;
  const messages = buyers.map(({ contact, email }, index): SampleMessage => {
    const sentAt = startedAt + Math.round((index / buyers.length) * 5 * HOUR);
    const failed = random.chance(0.08);
    const opened = !failed && random.chance(0.48);
    const clicked = opened && random.chance(0.3);
    const openedAt = opened ? sentAt + random.between(4, 900) * 60_000 : null;
    return { contact, email, failed, sentAt, deliveredAt: failed ? null : sentAt + random.between(1, 40) * 1_000, openedAt, clickedAt: clicked && openedAt !== null ? openedAt + random.between(5, 90) * 1_000 : null, unsubscribedAt: opened && !clicked && index % 29 === 7 ? sentAt + 20 * HOUR : null };
  });
  return { campaign: world.id("campaign", CAMPAIGN.name), ...CAMPAIGN, segment: world.id("segment", SEGMENTS[0][0]), by: managerOf(world), startedAt, endedAt: startedAt + 5 * HOUR, messages };
}

function campaign(world: SampleWorld, { campaign: id, by, segment, startedAt, endedAt, messages }: SampleRun): readonly SampleEvent[] {
  const count = (fits: (message: SampleMessage) => unknown): number => messages.filter((message) => Boolean(fits(message))).length;
  const sentBy = (at: number): number => count(({ failed, sentAt }) => !failed && sentAt <= at);
  const later = (at: number, values: Readonly<Record<string, Value>>): SampleEvent => ({ at, by, command: "campaign", changes: [laterOn(id, "campaign", values)] });
  const counts = { audience: messages.length, skipped: 0, queued: 0, sent: sentBy(endedAt), failed: count(({ failed }) => failed), unknown: 0, bounced: 0, delivered: count(({ deliveredAt }) => deliveredAt), unsubscribed: count(({ unsubscribedAt }) => unsubscribedAt) };
  const agreed = messages.filter(({ openedAt }) => openedAt !== null);
  return [
    { at: startedAt - 3 * DAY, by, command: "edit", changes: agreed.map(({ contact }) => laterOn(contact, "contact", { tracking: "yes" })) },
    { at: startedAt - 2 * DAY, by, command: "create", changes: [creationOf(id, { kind: "campaign", values: { ...CAMPAIGN, segment, tracked: true } })] },
    later(startedAt, { state: "sending", startedAt, startedBy: by, audience: messages.length, queued: messages.length, sent: 0, skipped: 0, failed: 0, unknown: 0 }),
    ...[1, 2, 3, 4].map((hours) => later(startedAt + hours * HOUR, { sent: sentBy(startedAt + hours * HOUR), queued: count(({ sentAt }) => sentAt > startedAt + hours * HOUR) })),
    later(endedAt, { state: "sent", endedAt, ...counts, opened: 0, clicked: 0 }),
    later(startedAt + 2 * DAY, { opened: agreed.length, clicked: count(({ clickedAt }) => clickedAt) }),
    {
      at: startedAt + 2 * DAY + 1, by, command: "campaign",
      changes: messages.filter(({ failed }) => !failed).map(({ contact, openedAt, clickedAt, unsubscribedAt }) => ({
        ...laterOn(contact, "contact", unsubscribedAt === null ? {} : { mail: "no" }),
        add: { receivedCampaigns: [id], ...(openedAt !== null && { openedCampaigns: [id] }), ...(clickedAt !== null && { clickedCampaigns: [id] }) },
      })),
    },
  ];
}
