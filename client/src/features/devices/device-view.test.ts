import { expect, it } from "vitest";
import { devicesOf } from "./device-view.ts";

const told = { id: "d1", name: null, browser: "Chrome", system: "Linux", form: "computer", lastSeenAt: "2026-11-03T10:00:00.000Z", current: false, signedIn: true, keepsData: true, revokedAt: null, toldAt: null };

it("U4 this device comes first, revoked ones last, the rest as the server has them", () => {
  const list = devicesOf([{ ...told, id: "a", revokedAt: "2026-11-03T10:00:00.000Z" }, { ...told, id: "b" }, { ...told, id: "c" }, { ...told, id: "d", current: true }]);
  expect(list.map(({ id }) => id)).toEqual(["d", "b", "c", "a"]);
  expect(list[3]).toMatchObject({ revokedAt: Date.parse("2026-11-03T10:00:00.000Z"), toldAt: null });
  expect(list[1]).toMatchObject({ name: "", browser: "Chrome", form: "computer", lastSeenAt: Date.parse("2026-11-03T10:00:00.000Z") });
});

it("U4 an answer that is none, and a device that is none, are passed over", () => {
  expect(devicesOf(null)).toEqual([]);
  expect(devicesOf([null, 3, {}, { ...told, form: "fridge", lastSeenAt: "never" }])).toMatchObject([{ id: "d1", form: "unknown", lastSeenAt: 0 }]);
});
