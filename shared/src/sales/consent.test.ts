import { apply, resolve } from "@outrider/shared/records";
import { idOf, stateOf } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { consentGap, contactReach, withoutContacts } from "./index.ts";

const settings = (values: Readonly<Record<string, boolean | string>>) => stateOf("settings", idOf("settings"), { values });
const contact = (assistant?: string) => stateOf("contact", idOf(`contact ${assistant ?? "unsaid"}`), { values: { name: "Ida", ...(assistant !== undefined && { assistant }) } });
const ON = { assistant: true };
const OUT = { assistant: true, assistantOutside: true };

it("A10 it is off until the workspace has agreed, and asked once more before anything leaves", () => {
  expect(consentGap(undefined, null, "here")).toEqual({ who: "workspace", to: "here" });
  expect(consentGap(settings({}), null, "here")).toEqual({ who: "workspace", to: "here" });
  expect(consentGap(settings(ON), null, "here")).toBeNull();
  expect(consentGap(settings(ON), null, "anywhere")).toEqual({ who: "workspace", to: "anywhere" });
  expect(consentGap(settings(OUT), null, "anywhere")).toBeNull();
  // What leaves rests on what is looked at at all.
  expect(consentGap(settings({ assistantOutside: true }), null, "anywhere")).toEqual({ who: "workspace", to: "here" });
});

it("A10 a contact's data is off until that contact has agreed, for each of the two", () => {
  const unsaid = contact();
  expect(consentGap(settings(OUT), unsaid, "here")).toEqual({ who: "contact", contact: unsaid.id, to: "here" });
  expect(consentGap(settings(OUT), unsaid, "anywhere")).toMatchObject({ who: "contact", to: "here" });
  expect(consentGap(settings(OUT), contact("here"), "here")).toBeNull();
  expect(consentGap(settings(OUT), contact("here"), "anywhere")).toMatchObject({ who: "contact", to: "anywhere" });
  expect(consentGap(settings(OUT), contact("anywhere"), "anywhere")).toBeNull();
  expect(consentGap(settings({}), contact("anywhere"), "here")).toMatchObject({ who: "workspace" });
});

it("A10 a workspace may decide for those who said nothing, never for who refused", () => {
  const open = settings({ ...OUT, assistantContacts: "anywhere" });
  expect(contactReach(open, contact())).toBe("anywhere");
  expect(contactReach(open, contact("no"))).toBe("no");
  expect(contactReach(open, contact("here"))).toBe("here");
  expect(contactReach(settings({ ...OUT, assistantContacts: "whatever" }), contact())).toBe("no");
});

it("A10 taken back wins over given, whichever of the two edits comes later", () => {
  const standing = contact("here");
  const edit = (assistant: string, at: number, by: string) => ({ change: { id: standing.id, kind: "contact" as const, set: { assistant: { value: assistant, base: standing.fields["assistant"]?.origin ?? null } } }, stamp: { at, origin: `${by}.1`, by } });
  for (const [first, second] of [["no", "anywhere"], ["anywhere", "no"]] as const) {
    const [a, b] = [edit(first, 10, "a"), edit(second, 20, "b")];
    const after = apply(standing, resolve(standing, a.change, a.stamp).delta);
    expect(contactReach(undefined, apply(after, resolve(after, b.change, b.stamp).delta))).toBe("no");
  }
  const agreed = settings(ON);
  const base = agreed.fields["assistant"]?.origin ?? null;
  // Agreed to anew by one admin who has not seen that another one took it back.
  const off = apply(agreed, resolve(agreed, { id: agreed.id, kind: "settings", set: { assistant: { value: false, base } } }, { at: 10, origin: "a.1", by: "a" }).delta);
  const again = apply(off, resolve(off, { id: off.id, kind: "settings", set: { assistant: { value: true, base } } }, { at: 20, origin: "b.1", by: "b" }).delta);
  expect(consentGap(again, null, "here")).toEqual({ who: "workspace", to: "here" });
});

it("A10 of who has not agreed neither name nor words are looked at; that something took place is", () => {
  const ida = contact("no");
  const withheld = new Set([ida.id]);
  const call = stateOf("activity", idOf("call"), { values: { root: idOf("deal"), type: "call", text: "Ida said yes", at: 5 }, sets: { participants: [ida.id] } });
  const seen = withoutContacts(call, withheld);
  expect(seen?.fields["type"]?.value).toBe("call");
  expect(JSON.stringify(seen)).not.toMatch(/Ida|said/);
  expect(JSON.stringify(seen)).not.toContain(ida.id);
  expect(withoutContacts(ida, withheld)).toBeNull();
  expect(withoutContacts(stateOf("activity", idOf("note"), { values: { root: ida.id, type: "note", text: "x" } }), withheld)).toBeNull();
  const other = stateOf("activity", idOf("other"), { values: { root: idOf("deal"), type: "call", text: "Somebody else" } });
  expect(withoutContacts(other, withheld)).toBe(other);
  expect(withoutContacts(call, new Set())).toBe(call);
});
