import { readMail, renderMail, valuesOf } from "@outrider/shared/campaigns";
import { checkSegmentRule, compileRule, plainSources, segmentContext, segmentValues } from "@outrider/shared/segments";
import { idOf, stateOf } from "@outrider/shared/testing";
import { expect, test } from "vitest";
import type { CustomFieldView } from "../../app/custom-fields.ts";
import { hoursOf } from "./campaign-wire.ts";
import { AGREED, lackRule, NO_ADDRESS, REFUSED, ruleWith } from "./audience-rules.ts";
import { doneShare, factsOfRow, inserted, placeOf, sentByTime, startFaults } from "./campaign-facts.ts";
import { deliveryOf, messagesOf, suppressedOf } from "./campaign-wire.ts";
import { modelSaid } from "./model-wire.ts";

const WHOLE = { name: "Spring", segment: "s", subject: "Hello {{first_name|there}}", message: "Dear {{name}}" };
const KNOWN = new Set(["name", "first_name"]);

test("M5 what keeps a campaign from being started is named before it is tried", () => {
  expect(startFaults(WHOLE, KNOWN, 12)).toEqual([]);
  expect(startFaults({}, KNOWN, undefined)).toEqual(["name", "segment", "subject", "message"]);
  expect(startFaults({ ...WHOLE, message: "Dear {{nobody}}" }, KNOWN, 12)).toEqual(["template"]);
  expect(startFaults({ ...WHOLE, quietFrom: "21:00" }, KNOWN, 0)).toEqual(["quiet", "nobody"]);
});

test("M5 a field is put in where the caret is, and words in place of it hold no sign of a field", () => {
  expect(inserted("Dear , hello", 5, 5, "name", "")).toEqual({ text: "Dear {{name}}, hello", caret: 13 });
  expect(inserted("Dear XX!", 5, 7, "first_name", " you | {{there}} ")).toEqual({ text: "Dear {{first_name|you  there}}!", caret: 30 });
});

test("M5 a fault in a text is told by line and sign", () => {
  expect(placeOf("one\ntwo {{", { at: 8 })).toEqual({ line: 2, column: 5 });
  expect(placeOf("{{", { at: 0 })).toEqual({ line: 1, column: 1 });
});

test("M8 how far a campaign is follows from its facts, and is not known before its audience is", () => {
  expect(doneShare(factsOfRow({ id: "a", values: {} }))).toBeUndefined();
  expect(doneShare(factsOfRow({ id: "a", values: { audience: 200, queued: 50 } }))).toBe(0.75);
});

test("M8 what went out by time adds up to what was sent, whatever the order in which the count was told", () => {
  const history = [{ at: 5_000, sent: 40 }, { at: 2_000, sent: 10 }, { at: 9_500, sent: 100 }, { at: 3_000, sent: 10 }];
  const points = sentByTime(history, 0, 5);
  expect(points.reduce((sum, { sent }) => sum + sent, 0)).toBe(100);
  expect(points.every(({ sent }) => sent >= 0)).toBe(true);
  expect(sentByTime([], 0)).toEqual([]);
  expect(sentByTime([{ at: 1, sent: 0 }], 0)).toEqual([]);
});

test("M5 M7 what the server tells is taken where it is what it should be, and left out where it is not", () => {
  expect(messagesOf([{ customer_id: "c", customer_name: "Ida", status: "SENT", why: null, sent_at: "2026-11-22T10:00:00.000Z", opened_at: "2026-11-22T11:00:00.000Z" }, { status: "SENT" }, null, 7])).toEqual([
    { customer: "c", name: "Ida", status: "SENT", why: "", sentAt: Date.parse("2026-11-22T10:00:00.000Z"), updatedAt: null, events: ["opened"] },
  ]);
  expect(messagesOf("broken")).toEqual([]);
  expect(deliveryOf({ vendor: "simulated", simulated: true })).toEqual({ vendor: "simulated", simulated: true });
  expect(deliveryOf(null)).toEqual({ vendor: "", simulated: false });
  expect(suppressedOf([{ id: "h", address: null, why: "bounced", note: null, at: "2026-11-22T10:00:00.000Z" }, { address: "x@y.example" }])).toEqual([{ id: "h", address: "", why: "bounced", note: "", at: Date.parse("2026-11-22T10:00:00.000Z") }]);
});

test("M6 of a model's answer only whole messages and sentences are taken", () => {
  expect(modelSaid({ model: "m", dropped: 1, variants: [{ subject: "S", message: "M" }, { subject: "S" }], sentences: ["Fine.", 5] })).toEqual({ by: "m", why: "", dropped: 1, variants: [{ subject: "S", message: "M" }], sentences: ["Fine."] });
  expect(modelSaid(undefined)).toEqual({ by: "", why: "", dropped: 0, variants: [], sentences: [] });
});

test("M5 what is asked of an audience besides its segment is what a segment may ask", () => {
  const rule = { field: "visits", op: ">", value: 3 } as const;
  for (const besides of [AGREED, NO_ADDRESS, REFUSED, null]) expect(checkSegmentRule(ruleWith(rule, besides))).toBeNull();
  expect(ruleWith(null, null)).toBeNull();
  expect(ruleWith(null, AGREED)).toBe(AGREED);
});

test("M8 messages are shown by the hour, with the hours in which none went out, and in longer times where it took long", () => {
  const at = (hour: number): string => new Date(Date.UTC(2027, 0, 1, hour)).toISOString();
  const columns = hoursOf([{ at: at(5), sent: 7 }, { at: at(2), sent: 3 }, { at: at(3), sent: 0, opened: 4 }, { at: "never", sent: 1 }, "no", null]);
  expect(columns.map(({ sent }) => sent)).toEqual([3, 0, 0, 7]);
  expect(columns[0]?.at).toBe(Date.UTC(2027, 0, 1, 2));
  const long = hoursOf(Array.from({ length: 900 }, (_, hour) => ({ at: at(hour), sent: 2 })));
  expect(long.length).toBeLessThanOrEqual(48);
  expect(long.reduce((sum, { sent }) => sum + sent, 0)).toBe(1_800);
  expect(hoursOf({})).toEqual([]);
});

test("M5 customers of whom a field of the text is not known are asked for by a rule, own fields too, and only where the text has no other words", () => {
  const tea = { id: "t", name: "custom_text_1", of: "contact", type: "text", field: { label: "Favourite tea" }, options: "", archived: false, order: 0 } as unknown as CustomFieldView;
  expect(lackRule(["Hi {{first_name}}", "{{company|you}} {{unsubscribe_link}}"], [tea])).toBeNull();
  const rule = lackRule(["Hi {{company}}", "{{Favourite Tea}} {{title|friend}} https://shop.example/{{spend}}"], [tea]);
  expect(JSON.stringify(rule)).toBe(JSON.stringify({ and: [{ or: ["company", "custom_text_1", "spend"].map((field) => ({ field, op: "empty" })) }, { not: NO_ADDRESS }, { not: REFUSED }] }));
  expect(lackRule(["{{favourite_tea}}"], [{ ...tea, archived: true }])).toBeNull();
  expect(lackRule(["{{last_name|friend}}"], [tea])).toBeNull();
});

test("M5 who has one name alone is counted among those who get no mail where a text needs a last name, as the server leaves them out", () => {
  const rule = lackRule(["Dear {{Last name}}"], []);
  expect(rule && checkSegmentRule(rule)).toBeNull();
  const context = segmentContext("me", "UTC", "2026-03-31");
  const lacks = rule && compileRule(rule, context);
  for (const name of ["Ida", "Ida Meier", "Ida\u00a0Meier", "Čh", "J. R. R.", "Øyvind Å"]) {
    const contact = stateOf("contact", idOf(name), { values: { name }, sets: { emails: ["ida@example.com"] } });
    const made = renderMail(readMail({ subject: "Hi", message: "Dear {{Last name}}" }), valuesOf({ contact, read: () => undefined, custom: [] }), { unsubscribe: "[link]" });
    expect([name, lacks?.((path) => segmentValues(path, contact, plainSources([contact]), context))]).toEqual([name, !made.ok]);
  }
});
