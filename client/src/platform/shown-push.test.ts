import { expect, it } from "vitest";
import { pathWithin, shownPush } from "./shown-push.ts";

it("U5 a push is shown as the server worded it, and something is shown whatever came", () => {
  expect(shownPush({ title: "Outrider", body: "Max gave you “Big one”", tag: "n1", path: "/deals/d1" })).toEqual({ title: "Outrider", body: "Max gave you “Big one”", tag: "n1", path: "/deals/d1" });
  for (const odd of [null, 3, "text", [], {}, { title: 4, body: {}, path: [] }]) expect(shownPush(odd)).toEqual({ title: "Outrider", body: "", tag: "outrider", path: "/notifications" });
  expect(shownPush({ body: "x".repeat(5000) }).body).toHaveLength(300);
});

it.each(["https://evil.test", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/a b", "/x?y", "deals", ""])("U5 a press on it does not lead to %j", (path) => {
  expect(pathWithin(path)).toBe("/notifications");
});
