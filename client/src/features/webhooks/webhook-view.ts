// Webhooks and deliveries as the server tells of them. Checked, since they come from the network; what is none is left out.

/** What its receiver reads. */
export const SHAPES = ["json", "slack"] as const;
export type Shape = (typeof SHAPES)[number];

export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly shape: Shape;
  readonly events: readonly string[];
  readonly active: boolean;
  readonly stoppedWhy: string;
  /** ms; null: it is not failing. */
  readonly failingSince: number | null;
}
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly state: string;
  readonly tries: number;
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly excerpt: string;
  /** ms */
  readonly at: number;
}

type Given = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Given => typeof value === "object" && value !== null && !Array.isArray(value);
const word = (given: Given, key: string): string => (typeof given[key] === "string" ? given[key] : "");
const figure = (given: Given, key: string): number | null => (typeof given[key] === "number" ? given[key] : null);
const time = (given: Given, key: string): number | null => (Number.isNaN(Date.parse(word(given, key))) ? null : Date.parse(word(given, key)));
const listOf = <T>(answer: unknown, of: (given: Given) => T): readonly T[] => (Array.isArray(answer) ? answer : []).filter(isObject).filter((given) => word(given, "id") !== "").map(of);

export const webhooksOf = (answer: unknown): readonly Webhook[] =>
  listOf(answer, (given) => ({
    id: word(given, "id"), name: word(given, "name"), url: word(given, "url"), shape: given["shape"] === "slack" ? "slack" : "json", events: (Array.isArray(given["events"]) ? given["events"] : []).filter((event) => typeof event === "string"),
    active: given["active"] === true, stoppedWhy: word(given, "stoppedWhy"), failingSince: time(given, "failingSince"),
  }));

export const deliveriesOf = (answer: unknown): readonly Delivery[] =>
  listOf(answer, (given) => ({
    id: word(given, "id"), event: word(given, "event"), state: word(given, "state"), tries: figure(given, "tries") ?? 0, status: figure(given, "status"), latencyMs: figure(given, "latencyMs"),
    excerpt: word(given, "excerpt"), at: time(given, "at") ?? 0,
  }));

export const secretOf = (answer: unknown): string => (isObject(answer) ? word(answer, "secret") : "");

/** What other systems can be told of, as the server has it. */
const KINDS = ["lead", "contact", "company", "deal", "activity", "task", "objection", "segment", "campaign"];
export const EVENTS: readonly string[] = [
  ...KINDS.flatMap((kind) => ["created", "updated", "deleted"].map((deed) => `${kind}.${deed}`)), "deal.stage_changed", "deal.won", "deal.lost", ...["started", "finished", "failed", "cancelled"].map((deed) => `campaign.${deed}`),
  "segment.entered", "segment.left", ...["sent", "failed", "delivered", "bounced", "opened", "clicked", "unsubscribed"].map((deed) => `message.${deed}`),
];
