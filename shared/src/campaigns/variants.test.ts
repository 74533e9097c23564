import fc from "fast-check";
import { expect, test } from "vitest";
import { campaignFacts, type CampaignFacts } from "./campaign-facts.ts";
import { inventedIn, type Offer, offerIn } from "./offer.ts";
import { checkTemplate } from "./template.ts";
import { TEMPLATE_FIELDS } from "./template-values.ts";
import { GOAL_KINDS } from "./variant-texts.ts";
import { goalKindOf, styleClaimInEnglish, stylesOf, variantsFor } from "./variants.ts";

const NO_OFFER: Offer = { products: [], discount: "", until: "", link: "" };
const sentOf = (id: string, subject: string, sent: number, opened: number, more: Readonly<Record<string, unknown>> = {}): CampaignFacts => {
  const values: Readonly<Record<string, unknown>> = { name: id, subject, tracked: true, state: "sent", audience: sent, sent, opened, ...more };
  return campaignFacts(id, (field) => values[field]);
};
const OFFER: Offer = { products: ["Green tea", "Mug"], discount: "10 %", until: "30 June", link: "https://shop.example/tea" };
const FIELDS = new Set(Object.keys(TEMPLATE_FIELDS));
const FIGURE = /\p{N}+/gu;

test("M6 there are two or three messages for every goal, and all that they offer is what was offered", () => {
  for (const kind of GOAL_KINDS) {
    const variants = variantsFor({ goal: "", kind, offer: OFFER, past: [] });
    expect(variants.length).toBe(3);
    expect(new Set(variants.map(({ subject }) => subject)).size).toBe(3);
    for (const { subject, message } of variants) {
      expect(message).toContain("10 % off Green tea and Mug until 30 June");
      expect(message).toContain(OFFER.link);
      expect([...checkTemplate(subject, FIELDS), ...checkTemplate(message, FIELDS)]).toEqual([]);
    }
  }
});

test("M6 each figure and each product of a message was typed by whoever asked", () => {
  const word = fc.stringMatching(/^[A-Za-z0-9{}|% .,<>&"'€₹-]{0,24}$/);
  const offer = fc.record({ products: fc.array(word, { maxLength: 15 }), discount: word, until: word, link: fc.oneof(fc.webUrl(), word) });
  // Every word that variants have by themselves.
  const own = new Set(GOAL_KINDS.flatMap((kind) => variantsFor({ goal: "", kind, offer: { ...NO_OFFER, products: ["ʘ", "ʬ"], discount: "ʭ", until: "ʮ" }, past: [] }).concat(variantsFor({ goal: "", kind, offer: { ...NO_OFFER, products: ["ʘ"] }, past: [] }), variantsFor({ goal: "", kind, offer: { ...NO_OFFER, until: "ʮ" }, past: [] }), variantsFor({ goal: "", kind, offer: NO_OFFER, past: [] })).flatMap(({ subject, message }) => `${subject} ${message}`.split(/[^\p{L}]+/u))));
  const fields = /\{\{[^{}]*\}\}/g;
  fc.assert(
    fc.property(offer, fc.string({ maxLength: 60 }), fc.constantFrom(undefined, ...GOAL_KINDS), (given, goal, kind) => {
      const typed = [...given.products, given.discount, given.until, given.link].join(" ").replaceAll(/[{}]/g, "");
      for (const { subject, message } of variantsFor({ goal, offer: given, ...(kind && { kind }), past: [] })) {
        const said = `${subject} ${message}`;
        expect([...checkTemplate(subject, FIELDS), ...checkTemplate(message, FIELDS)]).toEqual([]);
        expect(said.replaceAll(fields, "")).not.toMatch(/[{}]/);
        expect((said.match(FIGURE) ?? []).filter((figure) => !typed.includes(figure))).toEqual([]);
        const words = said.replaceAll(fields, (field) => ` ${field.replaceAll(/[^\p{L}]+/gu, " ")} `).split(/[^\p{L}]+/u);
        const typedWords = new Set(typed.split(/[^\p{L}]+/u));
        expect(words.filter((one) => !own.has(one) && !typedWords.has(one) && !typed.includes(one))).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

test("M6 no field of a customer comes into a message by the name of a product", () => {
  const [first] = variantsFor({ goal: "", kind: "offer", offer: { ...NO_OFFER, products: ["{{email}}", "Tea }}{{spend"] }, past: [] });
  expect(first?.message).not.toContain("{{email}}");
  expect(first?.message).not.toContain("{{spend");
});

test("M6 what worked here comes first, and says of which campaigns with their numbers", () => {
  const past = [sentOf("a", "Shall we talk?", 1_000, 400), sentOf("b", "Any news for you?", 1_000, 420), sentOf("c", "Our news", 2_000, 200)];
  const [first] = variantsFor({ goal: "Bring customers back", offer: NO_OFFER, past });
  expect(first?.style).toBe("question");
  expect(first?.claim).toMatchObject({ share: { hits: 820, of: 2_000 }, usual: { hits: 200, of: 2_000 }, sure: "sure", campaigns: ["a", "b"] });
  expect(first?.claim && styleClaimInEnglish(first.claim)).toBe("Subjects that ask something: 820 of 2000 messages opened (41 %) in 2 campaigns; others 200 of 2000 (10 %). The difference is more than chance.");
});

test("M6 a rate of a few messages moves nothing far, and opens that nobody counted say nothing", () => {
  const few = [sentOf("a", "Really?", 3, 3), sentOf("b", "{{first_name|Hello}}, for you", 2_000, 900), sentOf("c", "Plain words", 2_000, 400)];
  expect(variantsFor({ goal: "", offer: NO_OFFER, past: few }).map(({ style }) => style)).toEqual(["name", "question", "plain"]);
  const uncounted = variantsFor({ goal: "", offer: NO_OFFER, past: [sentOf("d", "Really?", 5_000, 0, { tracked: false })] });
  expect(uncounted.every(({ claim }) => claim === null)).toBe(true);
});

test("M6 styles of subjects and kinds of goals are read from their words", () => {
  expect(stylesOf("{{ First name | you }}, 10 % off?")).toEqual(["name", "question", "offer"]);
  expect(stylesOf("News")).toEqual(["plain"]);
  expect(goalKindOf("Win back customers who have not ordered in 60 days", NO_OFFER)).toBe("winBack");
  expect(goalKindOf("Launch of the autumn collection", NO_OFFER)).toBe("announce");
  expect(goalKindOf("Say hello", { ...NO_OFFER, discount: "5 %" })).toBe("offer");
  expect(goalKindOf("Say hello", NO_OFFER)).toBe("news");
});

test("M6 a goal's words offer what they call an offer, and nothing else of their figures", () => {
  const sold = ["Green tea", "Mug", "Tea", "%"];
  expect(offerIn("Win back those inactive for 60 days with 10% off green tea until 30 June, see https://shop.example/tea.", sold)).toEqual({ products: ["Green tea", "Tea"], discount: "10%", until: "30 June", link: "https://shop.example/tea" });
  expect(offerIn("Raise our sales by 20 % among 500 customers", sold)).toEqual(NO_OFFER);
  expect(offerIn("A discount of 7.5 % on mugs", sold).discount).toBe("7.5 %");
});

test("M6 what a model offers and nobody typed is found: figures, promises, other products", () => {
  const typed = "Win back lapsed customers Green tea 10 % 30 June";
  const sold = ["Green tea", "Mug", "Gold plan"];
  for (const fine of ["Hello {{first_name|there}}, 10 % off Green tea until 30 June.", "We miss you. Green tea is waiting.", "You get 10 percent off."]) expect([fine, inventedIn(fine, typed, sold)]).toEqual([fine, null]);
  for (const lie of ["15 % off Green tea.", "Green tea with free shipping.", "10 % off every mug.", "Try our Gold plan.", "Twenty percent off.", "Only this weekend: 10 % off.", "Half price Green tea.", "10 % off until 30 July.", "١٠ off", "A gift is waiting.", "Money back, guaranteed."]) expect([lie, inventedIn(lie, typed, sold)]).not.toEqual([lie, null]);
});
