// The texts that variants are made of. Invariant: no figure, no product, no day and no promise stands here; those come from the
// offer alone. `{{…}}` are fields of the customer, each with a fall-back, so that nobody is left out for want of a name.
import type { Offer } from "./offer.ts";

export const STYLES = ["name", "offer", "question", "plain"] as const;
/** name: the customer's name in the subject. offer: the offer first. question: it asks. plain: as short as can be. */
export type Style = (typeof STYLES)[number];
export const GOAL_KINDS = ["winBack", "offer", "announce", "invite", "thank", "news"] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

interface Said { readonly subject: Readonly<Record<Exclude<Style, "offer">, string>>; readonly opening: string; readonly question: string; readonly ask: string }

const TEXTS: Readonly<Record<GoalKind, Said>> = {
  winBack: {
    subject: { name: "{{first_name|Hello}}, we would love to see you again", question: "Shall we see you again?", plain: "It has been a while" },
    opening: "It has been a while since we last heard from you, and we would be glad to have you back.", question: "What would bring you back to us?", ask: "If there is anything that kept you away, please tell us. We read every answer.",
  },
  offer: {
    subject: { name: "{{first_name|Hello}}, this one is for you", question: "Is this something for you?", plain: "An offer for you" },
    opening: "We have an offer that we think suits you.", question: "Would this be of use to you?", ask: "Just answer this mail if you would like it or have a question.",
  },
  announce: {
    subject: { name: "{{first_name|Hello}}, something new for you", question: "Have you seen what is new?", plain: "Something new" },
    opening: "There is something new with us, and we wanted you to know of it.", question: "Have you seen what is new with us?", ask: "We are glad to tell you more: just answer this mail.",
  },
  invite: {
    subject: { name: "{{first_name|Hello}}, you are invited", question: "Will you join us?", plain: "An invitation" },
    opening: "We would like to invite you.", question: "Will you join us?", ask: "Please answer this mail so that we know whether you are coming.",
  },
  thank: {
    subject: { name: "Thank you, {{first_name|from all of us}}", question: "May we say thank you?", plain: "Thank you" },
    opening: "Thank you for being our customer. It means a lot to us.", question: "May we say thank you?", ask: "If there is anything we can do better, please tell us.",
  },
  news: {
    subject: { name: "{{first_name|Hello}}, a word from us", question: "How are things with you?", plain: "A word from us" },
    opening: "We wanted to be in touch.", question: "How are things with you, and is there anything we can help with?", ask: "Just answer this mail: we are glad to hear from you.",
  },
};

const MOST_IN_SUBJECT = 90;

const listed = (names: readonly string[]): string => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);

/** One line on what is offered; "" where nothing is. */
function offered({ products, discount, until }: Offer): string {
  const what = listed(products);
  const end = until === "" ? "" : ` until ${until}`;
  if (discount !== "") return what === "" ? `You get ${discount} off${end}.` : `You get ${discount} off ${what}${end}.`;
  return what === "" ? (until === "" ? "" : `This holds until ${until}.`) : `This is about ${what}${until === "" ? "" : `, until ${until}`}.`;
}

export function subjectFor(kind: GoalKind, style: Style, { products, discount }: Offer): string {
  if (style !== "offer") return TEXTS[kind].subject[style];
  const what = listed(products);
  const whole = discount === "" ? `For you: ${what}` : what === "" ? `${discount} off for you` : `${discount} off ${what}`;
  // What is too long for a subject is said in the message.
  return whole.length <= MOST_IN_SUBJECT ? whole : discount === "" ? TEXTS[kind].subject.plain : `${discount.slice(0, MOST_IN_SUBJECT)} off for you`;
}

export function messageFor(kind: GoalKind, style: Style, offer: Offer): string {
  const { opening, question, ask } = TEXTS[kind];
  const deal = [offered(offer), offer.link].filter((part) => part !== "").join("\n");
  const body = { name: [opening, deal, ask], offer: [deal, opening], question: [question, deal, ask], plain: [opening, deal] }[style];
  return ["Hello {{first_name|there}},", ...body.filter((part) => part !== ""), "Kind regards,\n{{owner|your team}}"].join("\n\n");
}
