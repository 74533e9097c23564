// What the history of fields promises, run over every store: who set what and when, each edit once, to nobody who may not
// see the record, and gone with the record.
import { randomUUID } from "node:crypto";
import { baseOf, type PastEntry } from "@outrider/shared/records";
import type { Values } from "@outrider/shared/commands";
import { beforeAll, describe, expect, it } from "vitest";
import { createAskPast, type PastAnswer, type PastQuestion } from "./ask-past.ts";
import type { FeedStore } from "./feed-store.ts";
import { creation, groupOf, type RawDevice, setting, testFeed, type TestFeed } from "./testing/test-feed.ts";

export interface PastHarness {
  readonly store: FeedStore;
  /** Deletes the record's row, as a purge does. */
  purge(workspace: string, record: string): Promise<void>;
  /** Notes that it was erased for ever. */
  erase(workspace: string, record: string): Promise<void>;
}

export function pastContract(name: string, harness: () => PastHarness): void {
  describe(`the history of fields over ${name}`, () => {
    let test: TestFeed;
    let purge: PastHarness["purge"];
    let erase: PastHarness["erase"];
    let ask: (question: Partial<PastQuestion> & Pick<PastQuestion, "record">) => Promise<PastAnswer | string>;
    beforeAll(async () => {
      const made = harness();
      ({ purge, erase } = made);
      test = await testFeed(made.store);
      const past = createAskPast(made.store);
      ask = async (question) => {
        const found = await past({ workspace: test.workspace, user: test.people.exec, most: 50, ...question });
        return found.ok ? found.value : found.error;
      };
    });

    const entriesOf = (answer: PastAnswer | string): readonly PastEntry[] => {
      if (typeof answer === "string") throw new Error(answer);
      return answer.entries;
    };
    const person = (id: string): string => Object.entries(test.people).find(([, one]) => one === id)?.[0] ?? id;
    const shown = async (record: string, field: string) =>
      entriesOf(await ask({ record, field })).map(({ value, by, how }) => [how === "changed" ? value : String(value), person(by), how]);
    const device = async (who: keyof TestFeed["people"]): Promise<RawDevice & { id: string }> => {
      const raw = test.connect(test.people[who]);
      const welcome = await raw.hello();
      return Object.assign(raw, { id: welcome.device.id });
    };
    /** An exec's lead, made now, with what each device counts. */
    const begin = async (values: Values = {}) => {
      const [exec, manager] = [await device("exec"), await device("manager")];
      const lead = creation("lead", { name: "Ada", status: "new", owner: test.people.exec, ...values });
      await exec.push(groupOf(1, [lead]));
      const counters = new Map<RawDevice, number>([[exec, 1], [manager, 0]]);
      const send = async (by: typeof exec, change: Parameters<typeof groupOf>[1][number]) => {
        test.clock += 60_000;
        const counter = (counters.get(by) ?? 0) + 1;
        counters.set(by, counter);
        const group = groupOf(counter, [change], { at: test.clock });
        const [verdict] = await by.push(group);
        return { verdict, group, origin: `${by.id}.${counter}` };
      };
      const set = (by: typeof exec, field: string, value: string, base: string | null) => send(by, setting(lead.id, "lead", { [field]: { value, base } }));
      return { exec, manager, lead, made: `${exec.id}.1`, send, set };
    };

    it("S3 a field tells who set it to what, newest first, from the first value on", async () => {
      const { exec, manager, lead, made, set } = await begin();
      const first = await set(manager, "name", "Ada L.", made);
      await set(exec, "name", "Ada Lovelace", first.origin);
      expect(await shown(lead.id, "name")).toEqual([["Ada Lovelace", "exec", "set"], ["Ada L.", "manager", "set"], ["Ada", "exec", "set"]]);
      expect(await shown(lead.id, "status")).toEqual([["new", "exec", "set"]]);
      const times = entriesOf(await ask({ record: lead.id, field: "name" })).map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(await ask({ record: lead.id, field: "nonsense" })).toBe("no-such-field");
    });

    it("S3 a value that gave way is told as such, whichever of the two came first, and all of them stay known", async () => {
      const { exec, manager, lead, made, set } = await begin();
      // Nobody has seen another's.
      await set(exec, "name", "Ada of the rep", made);
      await set(manager, "name", "Ada of the manager", made);
      await set(exec, "name", "Ada of the rep again", `${exec.id}.2`);
      expect(await shown(lead.id, "name")).toEqual([
        ["Ada of the rep again", "exec", "set"], ["Ada of the manager", "manager", "gave-way"], ["Ada of the rep", "exec", "gave-way"], ["Ada", "exec", "set"],
      ]);
      // Both wanted the same.
      await set(manager, "status", "contacted", made);
      await set(exec, "status", "contacted", made);
      expect(await shown(lead.id, "status")).toEqual([["contacted", "exec", "agreed"], ["contacted", "manager", "set"], ["new", "exec", "set"]]);
    });

    it("S3 sets tell what was added and removed, also what the record was made with", async () => {
      const { exec, manager } = await begin();
      const contact = creation("contact", { name: "Bo", owner: test.people.exec });
      const counter = 2;
      const tagged = { ...contact, add: { tags: ["vip", "north"] } };
      await exec.push(groupOf(counter, [tagged]));
      await manager.push(groupOf(1, [{ id: contact.id, kind: "contact", add: { tags: ["tall"] }, remove: { tags: { north: [`${exec.id}.${counter}`] } } }]));
      await exec.push(groupOf(3, [setting(contact.id, "contact", { name: { value: "Bob", base: `${exec.id}.${counter}` }, owner: { value: test.people.exec, base: `${exec.id}.${counter}` } })]));
      expect((await shown(contact.id, "tags")).map(([value, by]) => [value, by])).toEqual(expect.arrayContaining([
        [{ added: ["tall"], removed: ["north"] }, "manager"], [{ added: ["north", "vip"], removed: [] }, "exec"],
      ]));
      expect(await shown(contact.id, "tags")).toHaveLength(2);
    });

    it("S3 it is read page by page, each entry once, also while the field is edited on", async () => {
      const { exec, lead, made, set } = await begin();
      let base = made;
      for (let n = 1; n <= 12; n++) base = (await set(exec, "name", `Ada ${n}`, base)).origin;
      const seen: PastEntry[] = [];
      for (let more = true; more;) {
        const last = seen.at(-1);
        const page = await ask({ record: lead.id, field: "name", most: 5, ...(last && { after: last }) });
        if (typeof page === "string") throw new Error(page);
        expect(page.entries.length).toBeLessThanOrEqual(5);
        seen.push(...page.entries);
        ({ more } = page);
        base = (await set(exec, "name", `Ada after ${seen.length}`, base)).origin;
      }
      expect(seen.map(({ value }) => value)).toEqual([...Array.from({ length: 12 }, (_, n) => `Ada ${12 - n}`), "Ada"]);
      // All fields of the record are one list as well.
      const whole = entriesOf(await ask({ record: lead.id, most: 200 }));
      expect(new Set(whole.map(({ field }) => field))).toEqual(new Set(["name", "status", "owner"]));
      expect(whole.filter(({ field }) => field === "name")).toHaveLength(16);
    });

    it("S6 it is told to nobody who may not see the record", async () => {
      const { exec, lead, made, set } = await begin();
      await set(exec, "name", "Ada secret", made);
      const of = async (user: string) => {
        const answer = await ask({ record: lead.id, field: "name", user });
        return typeof answer === "string" ? answer : answer.entries.length;
      };
      const other = randomUUID();
      const member = creation("member", { name: "Manager of another team", role: "manager", team: "south", active: true }, other);
      const gone = randomUUID();
      const left = creation("member", { name: "Manager who leaves", role: "manager", team: "north", active: true }, gone);
      expect((await test.feed.write(test.workspace, test.people.admin, "join", [member, left])).ok).toBe(true);
      const { admin, manager, exec: owner, stranger } = test.people;
      expect(await Promise.all([admin, manager, owner, gone].map(of))).toEqual([2, 2, 2, 2]);
      expect(await Promise.all([stranger, other, randomUUID()].map(of))).toEqual(["not-found", "not-found", "not-found"]);
      const leaver = (await test.feed.members(test.workspace)).find(({ id }) => id === gone);
      expect((await test.feed.write(test.workspace, admin, "edit", [setting(gone, "member", { active: { value: false, base: baseOf(leaver, "active") } })])).ok).toBe(true);
      expect(await of(gone)).toBe("not-found");
      expect(await ask({ record: lead.id, workspace: randomUUID() })).toBe("not-found");
      expect(await ask({ record: randomUUID() })).toBe("not-found");
    });

    it("S6 what hangs on a record is told to who sees that record", async () => {
      const { exec, lead, send } = await begin();
      const task = creation("task", { title: "Ring", root: lead.id, assignee: test.people.exec });
      const { origin } = await send(exec, task);
      await send(exec, setting(task.id, "task", { title: { value: "Ring Ada", base: origin } }));
      expect((await shown(task.id, "title")).map(([value]) => value)).toEqual(["Ring Ada", "Ring"]);
      expect(await ask({ record: task.id, user: test.people.stranger })).toBe("not-found");
    });

    it("S6 of a record that was purged or erased nothing is told", async () => {
      const { exec, lead, made, set } = await begin();
      await set(exec, "name", "Ada to be purged", made);
      await purge(test.workspace, lead.id);
      expect(await ask({ record: lead.id })).toBe("not-found");
      const again = await begin();
      await again.set(again.exec, "name", "Ada to be erased", again.made);
      await erase(test.workspace, again.lead.id);
      expect(await ask({ record: again.lead.id })).toBe("not-found");
    });

    it("S3 an edit that is sent again is told once", async () => {
      const { exec, manager, lead, made, set } = await begin();
      const { group } = await set(exec, "name", "Ada once", made);
      await set(manager, "name", "Ada beside", made);
      for (let times = 0; times < 3; times++) await exec.push(group);
      expect((await shown(lead.id, "name")).map(([value]) => value)).toEqual(["Ada beside", "Ada once", "Ada"]);
    });
  });
}
