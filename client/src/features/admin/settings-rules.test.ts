import { expect, it } from "vitest";
import { daysOf, isCurrency, isShorter, rateOf, takenOf } from "./settings-rules.ts";

it("R16 a rate needs a currency that is another one, a day and a figure above zero", () => {
  expect(rateOf({ currency: "USD", from: "2026-01-01", worth: " 0,92 " }, "EUR")).toEqual({ rate: 0.92 });
  for (const [part, field] of [[{ currency: "usd" }, "currency"], [{ currency: "EUR" }, "currency"], [{ from: "2026-02-30" }, "from"], [{ worth: "0" }, "worth"], [{ worth: "" }, "worth"], [{ worth: "much" }, "worth"]] as const) {
    const found = rateOf({ currency: "USD", from: "2026-01-01", worth: "1", ...part }, "EUR");
    expect("wrong" in found && Object.keys(found.wrong)).toEqual([field]);
  }
  expect([isCurrency("EUR"), isCurrency("EU"), isCurrency("EURO"), isCurrency("eur")]).toEqual([true, false, false, false]);
});

it("R16 days are whole and within what is allowed, and none is said by nothing", () => {
  expect([daysOf("", 1, 10), daysOf(" 7 ", 1, 10), daysOf("0", 1, 10), daysOf("11", 1, 10), daysOf("1.5", 1, 10), daysOf("soon", 1, 10)]).toEqual([null, 7, undefined, undefined, undefined, undefined]);
});

it("P1 a shorter time is one below what is kept now, which is the usual where nothing was decided", () => {
  expect([isShorter(29, null, 30), isShorter(30, null, 30), isShorter(31, undefined, 30), isShorter(null, 90, 30), isShorter(null, 10, 30), isShorter(80, 90, 30)]).toEqual([true, false, false, true, false, true]);
});

it("P1 what a round would take is read, and nothing where the server says nothing", () => {
  expect(takenOf({ takes: { interactions: 3, bin: 1 } })).toEqual({ interactions: 3, bin: 1 });
  for (const answer of [null, {}, { takes: null }, { takes: { interactions: "3" } }]) expect(takenOf(answer)).toEqual({ interactions: 0, bin: 0 });
});
