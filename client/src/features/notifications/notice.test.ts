import type { Row } from "@outrider/shared/projection";
import { expect, it } from "vitest";
import { noticeOf } from "./notice.ts";

const row = (values: Row["values"], titles: Row["titles"] = {}): Row =>
  ({ id: "n", kind: "notification", title: "Notification", values, sets: {}, titles, updatedAt: 5, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false });

it.each([
  [{ what: "assigned", by: "p", about: "d" }, "Max gave you “Big one”"],
  [{ what: "assigned", by: "p", text: "500 contacts" }, "Max gave you 500 contacts"],
  [{ what: "stagnant", text: "40 deals" }, "Nothing has moved for too long: 40 deals"],
  [{ what: "assigned", by: "q", about: "d" }, "Somebody gave you “Big one”"],
  [{ what: "mentioned", by: "p", about: "x" }, "Max mentioned you in a record"],
  [{ what: "mentioned", about: "d" }, "You were mentioned in “Big one”"],
  [{ what: "stagnant", about: "d" }, "Nothing has moved for too long: “Big one”"],
  [{ what: "due", about: "d" }, "Due: “Big one”"],
  [{ what: "objection", by: "p", about: "d" }, "Max noted an objection: “Big one”"],
  [{ what: "refused", text: "You are not allowed to share this." }, "An edit of yours was refused: You are not allowed to share this."],
  [{ what: "message", by: "p", text: "Call me" }, "Max: Call me"],
  [{ what: "message", text: "Back at noon" }, "Back at noon"],
  [{ what: "campaign", about: "d" }, "A campaign has finished: “Big one”"],
  [{ what: "of-tomorrow", text: "Something new" }, "Something new"],
] as const)("U5 %j reads as %s", (values, sentence) => {
  expect(noticeOf(row(values, { p: "Max", d: "Big one" })).sentence).toBe(sentence);
});

it("U5 one is unread until it was read, and leads to what it is about where that is here", () => {
  expect(noticeOf(row({ what: "due", about: "d", at: 7 }, { d: "Big one" }))).toMatchObject({ unread: true, about: "d", at: 7 });
  expect(noticeOf(row({ what: "due", about: "d", readAt: 9 }))).toMatchObject({ unread: false, about: null, at: 5 });
});
