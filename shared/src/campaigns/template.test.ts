import { customName } from "@outrider/shared/schema";
import { idOf, stateOf } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { checkTemplate, fillTemplate, linksOf, readTemplate } from "./template.ts";
import { fieldKey, knownFields, UNSUBSCRIBE, valuesOf } from "./template-values.ts";
import { readMail, renderMail } from "./render-mail.ts";

const known = new Set(["name", "first_name", "spend"]);
const filled = (text: string, values: Readonly<Record<string, string>> = {}): string => {
  const made = fillTemplate(readTemplate(text), new Map(Object.entries(values)));
  return made.ok ? made.pieces.map((piece) => ("text" in piece ? piece.text : piece.url)).join("") : `missing ${made.missing.join(", ")}`;
};
const links = { unsubscribe: "https://crm.example/u/abc" };
const mail = (subject: string, message: string, values: Readonly<Record<string, string>> = {}, more = {}) => renderMail(readMail({ subject, message }), new Map(Object.entries(values)), { ...links, ...more });

it("M5 fields are filled in, with a fall-back where nothing is known, and none without one is sent", () => {
  expect(filled("Hello {{ First Name | there }}, {{name}}", { first_name: "Asha", name: "Asha Rao" })).toBe("Hello Asha, Asha Rao");
  expect(filled("Hello {{first-name|there}}{{name|}}!")).toBe("Hello there!");
  expect(filled("{{name}} {{spend}} {{name}}", { spend: "€5" })).toBe("missing name");
  expect(filled("no field }} here", {})).toBe("no field }} here");
});

it("M5 what is wrong with a text is said with its place", () => {
  expect(checkTemplate("Hi {{name}} {{nmae}} {{}} {{spend", known)).toEqual([
    { at: 12, length: 8, why: "unknown", field: "nmae" },
    { at: 21, length: 4, why: "empty", field: "" },
    { at: 26, length: 2, why: "unclosed", field: "" },
  ]);
  expect(checkTemplate("Hi {{first_name|there}}", known)).toEqual([]);
});

it("M5 what a customer is called is never read as a field, as a tag or as a header", () => {
  const made = mail("For {{name}}", "Dear {{name}},\n<b>bold</b>", { name: "{{spend}} <script>alert(1)</script>\r\nBcc: all@example.com http://evil.example/" });
  if (!made.ok) throw new Error("it was not made");
  expect(made.mail.subject).not.toMatch(/[\r\n]/);
  expect(made.mail.text).toContain("{{spend}} <script>");
  expect(made.mail.html).not.toMatch(/<script|<b>/);
  expect(made.mail.html).toContain("&lt;script&gt;");
  expect(made.mail.html).not.toContain('href="http://evil.example');
});

it("M5 links are the author's: fields inside one are encoded, its click is counted only where it is everybody's", () => {
  const text = "See https://shop.example/a?b=1, https://shop.example/{{name}}/x?y={{spend}}. And (https://shop.example/c).";
  const template = readTemplate(text);
  expect(linksOf(template)).toEqual(["https://shop.example/a?b=1", "https://shop.example/c"]);
  expect(filled(text, { name: "A/B ?&", spend: "5 €" })).toBe("See https://shop.example/a?b=1, https://shop.example/A%2FB%20%3F%26/x?y=5%20%E2%82%AC. And (https://shop.example/c).");
  const plain = mail("S", text, { name: "A", spend: "1" });
  const counted = mail("S", text, { name: "A", spend: "1" }, { click: (index: number) => `https://crm.example/c/tok/${index}`, pixel: "https://crm.example/o/tok" });
  if (!plain.ok || !counted.ok) throw new Error("they were not made");
  expect(plain.mail.html).not.toContain("<img");
  expect(plain.mail.text).not.toContain("/c/tok");
  expect(counted.mail.html).toContain('<a href="https://crm.example/c/tok/1">https://shop.example/c</a>');
  expect(counted.mail.html).toContain('<a href="https://shop.example/A/x?y=1">');
  expect(counted.mail.html).toContain('<img src="https://crm.example/o/tok"');
});

it("M7 every mail has the link to unsubscribe, where its author put it or below the text", () => {
  const [below, within] = [mail("S", "Hi"), mail("S", `Leave: {{${UNSUBSCRIBE}}} now`)];
  if (!below.ok || !within.ok) throw new Error("they were not made");
  expect(below.mail.text).toBe("Hi\n\n--\nUnsubscribe: https://crm.example/u/abc");
  expect(within.mail.text).toBe("Leave: https://crm.example/u/abc now");
  for (const made of [below, within]) expect(made.mail.html).toContain('<a href="https://crm.example/u/abc">');
});

it("M5 a customer's fields are called as people call them, the workspace's own by their labels", () => {
  const company = stateOf("company", idOf("acme"), { values: { name: "Acme" } });
  const colour = stateOf("customField", idOf("colour"), { values: { of: "contact", type: "text", label: "Favourite  Colour" } });
  const other = stateOf("customField", idOf("other"), { values: { of: "deal", type: "text", label: "Not of contacts" } });
  const contact = stateOf("contact", idOf("asha"), { values: { name: "Asha  Rao", company: company.id, spend: { amount: 5000, currency: "INR" }, visits: 1200, lastActive: Date.UTC(2026, 0, 2), [customName("text", colour.id)]: "blue" } });
  const values = valuesOf({ contact, read: (id) => (id === company.id ? company : undefined), custom: [colour, other] });
  expect(Object.fromEntries(values)).toMatchObject({ name: "Asha Rao", first_name: "Asha", last_name: "Rao", company: "Acme", owner: "", spend: "₹5,000.00", visits: "1,200", last_active: "2026-01-02", favourite_colour: "blue" });
  const names = knownFields([colour, other]);
  expect([names.has("favourite_colour"), names.has(fieldKey("Not of contacts")), names.has(UNSUBSCRIBE)]).toEqual([true, false, true]);
});
