// What a message may offer: what somebody typed, and nothing else. Invariant: no figure, name or day comes from here.

export interface Offer {
  readonly products: readonly string[];
  /** As it was typed: `10 %`, `₹500`; "" for none. */
  readonly discount: string;
  /** Until when, as it was typed; "" for no end. */
  readonly until: string;
  /** Where it leads; "" for nowhere. */
  readonly link: string;
}

const MOST_PRODUCTS = 12;
/** On one line, and no field of a template: nobody's product asks for what is known of a customer. */
const plain = (text: string): string => text.replaceAll(/[{}]/g, "").replaceAll(/\s+/g, " ").trim();

/** As it is put into texts. */
export function plainOffer({ products, discount, until, link }: Offer): Offer {
  const off = plain(discount).replace(/\s+off$/i, "");
  return { products: [...new Set(products.map(plain))].filter((name) => name !== "").slice(0, MOST_PRODUCTS), discount: off, until: plain(until).replace(/^until\s+/i, ""), link: /^https?:\/\/\S+$/i.test(plain(link)) ? plain(link) : "" };
}

const DISCOUNTS: readonly RegExp[] = [/(\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent\b|per cent\b))\s*(?:off|discount|less|cheaper|reduction|rebate)/i, /(?:discount|reduction|rebate)s?\s+of\s+(\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent\b|per cent\b))/i, /([$€£₹¥]\s?\d[\d.,]*\d|[$€£₹¥]\s?\d)\s*(?:off|discount|less)/i];
const UNTIL = /\b(?:until|till|through|ends? on|ending|valid (?:to|until))\s+((?:the )?(?:end of (?:the )?(?:day|week|month|year|january|february|march|april|may|june|july|august|september|october|november|december)|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?(?: of)? \p{L}{3,9}(?: \d{4})?|\p{L}{3,9} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|sunday|monday|tuesday|wednesday|thursday|friday|saturday|christmas|tomorrow|tonight|midnight))/iu;
const LINK = /https?:\/\/[^\s<>"'{}]+[^\s<>"'{}.,;:!?)]/i;
const letters = (text: string): string => ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

/** What the words of a goal offer by themselves: a discount where they call it one, and products that the workspace sells. */
export function offerIn(goal: string, sold: readonly string[]): Offer {
  const discount = DISCOUNTS.map((pattern) => pattern.exec(goal)?.[1]).find((found) => found !== undefined) ?? "";
  const words = letters(goal);
  return plainOffer({ products: sold.filter((name) => letters(name).trim() !== "" && words.includes(letters(name))), discount, until: UNTIL.exec(goal)?.[1] ?? "", link: LINK.exec(goal)?.[0] ?? "" });
}

const FIGURES = /\p{N}+/gu;
/** Words by which something is promised: whoever did not write one offers no such thing. */
const PROMISES = /\b(?:free|gratis|complimentary|gifts?|bonus(?:es)?|vouchers?|coupons?|cash ?back|refunds?|money back|guarantees?|guaranteed|warrant(?:y|ies)|half|double|twice|triple|lifetime|unlimited|discounts?|rebates?|sale|percent|off|cheaper|cheapest|lowest|best price|prize|win|winner|exclusive|limited time|last chance|today only|tomorrow|tonight|midnight|this week|next week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b/giu;

/**
 * The first thing that a message offers and nobody typed: a figure, a word of a promise, a product of the workspace that was
 * not named; null: there is none. `typed`: all that was typed.
 */
export function inventedIn(message: string, typed: string, sold: readonly string[]): string | null {
  const [said, given] = [message.normalize("NFKC"), typed.normalize("NFKC")];
  const figures = new Set(given.match(FIGURES) ?? []);
  const [words, own] = [letters(said), letters(given)];
  return (
    (said.match(FIGURES) ?? []).find((figure) => !figures.has(figure)) ??
    (said.replaceAll(/\{\{[^{}]*\}\}/g, " ").match(PROMISES) ?? []).find((promise) => !own.includes(letters(promise)) && !(promise.toLowerCase() === "percent" && given.includes("%")) && !(/^(?:off|discounts?)$/i.test(promise) && /%|\b(?:off|discount)/i.test(given))) ??
    sold.find((name) => letters(name).trim().length > 2 && words.includes(letters(name)) && !own.includes(letters(name))) ??
    null
  );
}
