// One's days for a calendar program: by a secret link, what one may see and nothing else, and nothing once it is revoked.
import { contentLines } from "@outrider/shared/vcard";
import { expect, it } from "vitest";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";

const ALL = { tasks: true, meetings: true, closeDates: true, todos: false };
const titles = ({ text }: Reply): readonly string[] => contentLines(text).filter(({ name }) => name === "SUMMARY").map(({ value }) => value);

describeOnEachRestWorld("calendar links", 21_470, (world) => {
  const day = (days: number): string => new Date(world().platform.clock.now() + days * 86_400_000).toISOString().slice(0, 10);
  const read = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> => world().call(null, "GET", path, undefined, headers);
  async function link(who: "eva" | "ben", shows: object = ALL): Promise<{ readonly id: string; readonly path: string }> {
    const made = await world().people[who].browser.send("POST", "/api/calendar-links", { name: "Phone", shows });
    expect(made.status).toBe(201);
    return { id: String(at(made, "id")), path: String(at(made, "path")) };
  }

  it("R6 S6 a link reads its person's open tasks, meetings and close dates, is the same text until something changes, and ends with its person's", async () => {
    const { eva, ben, ann } = world().people;
    const lead = await world().made("eva", "/api/leads", { name: "Ida Byron" });
    await world().made("eva", "/api/tasks", { title: "Send the offer; today, please", due: day(1), leadId: lead });
    await world().made("eva", "/api/tasks", { title: "Done long ago", due: day(-1), leadId: lead, done: true });
    await world().made("eva", "/api/tasks", { title: "Next decade", due: "2039-01-01", leadId: lead });
    await world().made("eva", "/api/activities", { type: "meeting", leadId: lead, at: new Date(world().platform.clock.now() + 3_600_000).toISOString(), duration: 45, text: "Bring the plan" });
    await world().made("eva", "/api/activities", { type: "call", leadId: lead });
    await world().made("eva", "/api/deals", { title: "Harbour", closeDate: day(20) });
    await world().made("ben", "/api/tasks", { title: "Ben's own", due: day(1) });

    const mine = await link("eva");
    const first = await read(mine.path);
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect(titles(first)).toEqual(["Meeting: Ida Byron", "Send the offer\\; today\\, please", "Closes: Harbour"]);
    expect(first.text).toContain(`/leads/${lead}`);
    const etag = first.headers.get("etag") ?? "";
    expect((await read(mine.path, { "If-None-Match": etag })).status).toBe(304);
    await world().made("eva", "/api/tasks", { title: "One more", due: day(2) });
    expect((await read(mine.path, { "If-None-Match": etag })).status).toBe(200);
    expect(titles(await read((await link("eva", { tasks: true, meetings: false, closeDates: false, todos: true })).path))).toEqual(["Send the offer\\; today\\, please", "One more"]);

    // What repeats has its rule, which is told whoever reads it.
    const weekly = await link("eva", { tasks: true, meetings: false, closeDates: false, todos: false });
    const repeating = await world().made("eva", "/api/tasks", { title: "Ring each week", due: day(3), repeat: "FREQ=WEEKLY" });
    expect((await read(weekly.path)).text).toContain("RRULE:FREQ=WEEKLY\r\n");
    expect((await eva.browser.send("DELETE", `/api/tasks/${repeating}`)).status).toBe(200);
    expect((await eva.browser.send("DELETE", `/api/calendar-links/${weekly.id}`)).status).toBe(200);

    // Another's is another's, also where there is a list of all.
    expect(titles(await read((await link("ben")).path))).toEqual(["Ben's own"]);
    expect((await eva.browser.send("GET", "/api/calendar-links")).body.data).toMatchObject([{ name: "Phone" }, { name: "Phone", shows: ALL, lastUsedAt: expect.any(String) }]);
    expect(JSON.stringify((await eva.browser.send("GET", "/api/calendar-links")).body)).not.toContain(mine.path.slice(14, 40));

    // What is no longer theirs to see is gone from it: the lead is given to somebody of another team.
    expect((await ann.browser.send("PUT", `/api/leads/${lead}/assign`, { ownerId: ben.id })).status).toBe(200);
    expect(titles(await read(mine.path))).toEqual(["One more", "Closes: Harbour"]);

    expect((await ben.browser.send("DELETE", `/api/calendar-links/${mine.id}`)).status).toBe(404);
    expect((await eva.browser.send("DELETE", `/api/calendar-links/${mine.id}`)).status).toBe(200);
    expect(await read(mine.path)).toMatchObject({ status: 404, body: { code: "not-found" } });
  });

  it("R6 S7 who has left, and who guesses, reads nothing; a person has ten links at most, and each shows something", async () => {
    const { ben, ann, eva } = world().people;
    const his = await link("ben");
    expect((await read(his.path)).status).toBe(200);
    expect((await ann.browser.send("DELETE", `/api/users/${ben.id}`)).status).toBe(200);
    expect((await read(his.path)).status).toBe(404);
    for (const file of ["x", "x.ics", `${"t".repeat(43)}.ics`, `${"t".repeat(43)}`, "..%2f.ics"]) expect((await read(`/api/calendar/${file}`)).status).toBe(404);
    const some = (await eva.browser.send("GET", "/api/calendar-links")).body.data as readonly unknown[];
    for (let more = some.length; more < 10; more += 1) await link("eva");
    expect(await eva.browser.send("POST", "/api/calendar-links", { name: "One too many", shows: ALL })).toMatchObject({ status: 422, body: { errors: [{ field: "name" }] } });
    expect(await eva.browser.send("POST", "/api/calendar-links", { name: "Empty", shows: { ...ALL, tasks: false, meetings: false, closeDates: false } })).toMatchObject({ status: 422, body: { errors: [{ field: "shows" }] } });
  });
});
