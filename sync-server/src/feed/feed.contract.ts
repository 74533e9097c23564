// What the feed promises a device, run over every store: the door, the verdicts, who receives what, and what becomes of
// a connection that breaks the rules.
import { randomUUID } from "node:crypto";
import { type Asked, PROTOCOL_VERSION, type Row } from "@outrider/shared/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import type { FeedStore } from "./feed-store.ts";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { type Group, MAX_GROUP } from "@outrider/shared/records";
import { addSum, rowSum } from "@outrider/shared/sync";
import { creation, groupOf, type RawDevice, setting, testFeed, type TestFeed } from "./testing/test-feed.ts";

const rowsOf = (device: RawDevice): readonly Row[] => device.heard.flatMap((message) => (message.t === "page" ? message.rows : []));
const idsOf = (device: RawDevice): ReadonlySet<string> => new Set(rowsOf(device).map(({ record }) => record.id));

/** The origin of a field of a record as the device heard it last. */
const rowsBase = (device: RawDevice, id: string, field: string): string | null => {
  const rows = device.heard.flatMap((message) => (message.t === "page" || message.t === "answer" ? message.rows : []));
  return rows.findLast(({ record }) => record.id === id)?.record.w.find(([, , , values]) => field in values)?.[1] ?? null;
};

export function feedContract(name: string, makeStore: () => FeedStore): void {
  describe(`the feed over ${name}`, () => {
    let test: TestFeed;
    beforeAll(async () => {
      test = await testFeed(makeStore());
    });
    const lead = (owner: string, more: Record<string, string> = {}) => creation("lead", { name: "Ada", status: "new", owner, ...more });

    describe("edits", () => {
      it("S2 an edit is answered once it is committed, and comes back in the feed under a checkpoint that counts it", async () => {
        const device = test.connect(test.people.exec);
        await device.hello();
        const change = lead(test.people.exec);
        const [verdict] = await device.push(groupOf(1, [change]));
        expect(verdict).toMatchObject({ result: "applied", counter: 1 });
        const checkpoint = await device.next("checkpoint", ({ applied }) => applied === 1);
        expect(checkpoint.cursor.lanes).toHaveLength(1);
        expect(idsOf(device)).toContain(change.id);
      });

      it("S2 an edit that comes again gets the verdict it got and is applied once", async () => {
        const device = test.connect(test.people.exec);
        await device.hello();
        const group = groupOf(1, [lead(test.people.exec)]);
        const [first] = await device.push(group);
        device.heard.length = 0;
        const [second] = await device.push(group);
        expect(second).toEqual(first);
      });

      it("S2 a verdict is kept until the device confirms it, and the edit stays known after", async () => {
        const device = test.connect(test.people.exec);
        const welcome = await device.hello();
        const group = groupOf(1, [lead(test.people.exec)]);
        const [first] = await device.push(group);
        device.hangUp();
        const again = test.connect(test.people.exec);
        await again.hello(welcome.device, { last: 1 });
        expect((await again.push(group))[0]).toEqual(first);
        again.say({ t: "confirm", counter: 1 }, { t: "ping" });
        await again.next("pong");
        again.heard.length = 0;
        expect((await again.push(group))[0]).toMatchObject({ group: group.id, result: "applied" });
      });

      it("S5 one refused edit leaves the others of its push as they are", async () => {
        const device = test.connect(test.people.exec);
        await device.hello();
        const good = lead(test.people.exec);
        const after = lead(test.people.exec);
        const verdicts = await device.push(groupOf(1, [good]), groupOf(2, [creation("lead", { name: "", owner: test.people.exec })]), groupOf(3, [after]));
        expect(verdicts.map(({ result }) => result)).toEqual(["applied", "refused", "applied"]);
        await device.next("checkpoint", ({ applied }) => applied === 3);
        expect(idsOf(device)).toContain(after.id);
      });

      it("S5 what builds on a refused edit is refused with it; what does not is not", async () => {
        const device = test.connect(test.people.exec);
        const { device: me } = await device.hello();
        const company = creation("company", { name: "X", founded: "long ago" as never });
        const contact = creation("contact", { name: "Bo", owner: test.people.exec, company: company.id });
        const other = lead(test.people.exec);
        const onOther = setting(other.id, "lead", { name: { value: "Bea", base: `${me.id}.3` } });
        const verdicts = await device.push(groupOf(1, [company]), groupOf(2, [contact]), groupOf(3, [other]), groupOf(4, [onOther]));
        expect(verdicts.map((verdict) => (verdict.result === "refused" ? verdict.refusal.code : "applied"))).toEqual(["bad-value", "depends-on-refused", "applied", "applied"]);
      });
    });

    describe("bad input", () => {
      const refused = async (make: (user: string) => Parameters<typeof groupOf>[1], user: "exec" | "stranger" = "exec") => {
        const device = test.connect(test.people[user]);
        await device.hello();
        const [verdict] = await device.push(groupOf(1, make(test.people[user])));
        expect(device.closed).toBeNull();
        if (verdict?.result !== "refused") throw new Error(`it was ${JSON.stringify(verdict)}`);
        return verdict.refusal;
      };

      it("S5 an unknown field is refused by name", async () => {
        expect(await refused((owner) => [lead(owner, { shoeSize: "42" })])).toMatchObject({ code: "unknown-field", change: 0, field: "shoeSize" });
      });
      it("S5 a value of the wrong type is refused with its field", async () => {
        expect(await refused((owner) => [creation("lead", { name: "Ada", owner, score: "high" })])).toMatchObject({ code: "bad-value", change: 0, field: "score", message: "Score must be a number." });
      });
      it("S5 a text too long and an edit too large are refused", async () => {
        expect(await refused((owner) => [lead(owner, { name: "n".repeat(301) })])).toMatchObject({ code: "bad-value", field: "name" });
        const many = Math.ceil(MAX_GROUP / 20_000) + 1;
        expect(await refused((owner) => Array.from({ length: many }, () => lead(owner, { notes: "n".repeat(20_000) })))).toMatchObject({ code: "too-large" });
      });
      it("S6 a record that one may not see answers as one that does not exist", async () => {
        const owner = test.connect(test.people.exec);
        await owner.hello();
        const secret = lead(test.people.exec);
        await owner.push(groupOf(1, [secret]));
        const hidden = await refused(() => [setting(secret.id, "lead", { name: { value: "Eve", base: null } })], "stranger");
        const absent = await refused(() => [setting(randomUUID(), "lead", { name: { value: "Eve", base: null } })], "stranger");
        expect(hidden).toEqual(absent);
        const making = await refused(() => [lead(test.people.stranger, {}), { ...lead(test.people.stranger), id: secret.id }], "stranger");
        expect(making).toMatchObject({ code: "not-found", change: 1 });
      });
      it("S5 a record of another workspace is not to be reached", async () => {
        const other = await testFeed(makeStore());
        const device = other.connect(other.people.exec);
        await device.hello();
        const there = creation("lead", { name: "There", owner: other.people.exec });
        await device.push(groupOf(1, [there]));
        expect(await refused(() => [setting(there.id, "lead", { name: { value: "Eve", base: null } })])).toMatchObject({ code: "not-found" });
        const foreign = test.connect(other.people.exec);
        foreign.say({ t: "hello", protocol: PROTOCOL_VERSION, schema: 1, device: null, cursor: null, last: 0, acked: 0 });
        expect(await foreign.next("bye")).toMatchObject({ code: "deactivated" });
        expect(rowsOf(foreign)).toEqual([]);
      });

      it.each([
        ["no JSON", "hello", /not JSON/],
        ["no list", "{}", /not of the protocol/],
        ["a message of no kind", '[{"t":"sudo"}]', /not of the protocol/],
        ["a field too many", '[{"t":"ping","admin":true}]', /not of the protocol/],
        ["a push before a hello", '[{"t":"push","now":1,"groups":[]}]', /first message must be a hello/],
        ["a group that is none", '[{"t":"push","now":1,"groups":[{"id":"x"}]}]', /0\.groups\.0/],
        ["an origin that no database can keep", '[{"t":"push","now":1,"groups":[{"id":"00000000-0000-4000-8000-000000000000","counter":1,"at":1,"schema":1,"command":"x","changes":[{"id":"a","kind":"lead","remove":{"tags":{"x":["a\\u0000.1"]}}}]}]}]', /remove\.tags\.x\.0/],
        ["nesting without end", `[${"[".repeat(5000)}${"]".repeat(5000)}]`, /not of the protocol/],
      ])("S5 a frame with %s ends its own connection with a reason that names the place, and no other", async (_, frame, reason) => {
        const bystander = test.connect(test.people.exec);
        await bystander.hello();
        const device = test.connect(test.people.exec);
        device.raw(frame);
        expect((await device.next("bye")).message).toMatch(reason);
        expect(device.closed?.code).toBe(4400);
        const [verdict] = await bystander.push(groupOf(1, [lead(test.people.exec)]));
        expect(verdict?.result).toBe("applied");
        expect(bystander.closed).toBeNull();
      });

      it("S5 a key of the prototype is no field: the edit is refused or stands without it", async () => {
        const device = test.connect(test.people.exec);
        await device.hello();
        const make = (key: string) => {
          const change = lead(test.people.exec);
          return groupOf(key === "__proto__" ? 1 : 2, [{ ...change, set: JSON.parse(JSON.stringify({ ...change.set }).replace("{", `{"${key}":{"value":"x","base":null},`)) as never }]);
        };
        const [proto, constructor] = await device.push(make("__proto__"), make("constructor"));
        expect(proto?.result).toBe("applied");
        await device.next("checkpoint", ({ applied }) => applied >= 1);
        expect(JSON.stringify(rowsOf(device))).not.toContain("__proto__");
        expect(constructor).toMatchObject({ result: "refused", refusal: { code: "unknown-field", field: "constructor" } });
      });

    });

    describe("who receives what", () => {
      it("S6 an edit reaches who may see it and nobody else", async () => {
        const devices = Object.fromEntries(await Promise.all(Object.entries(test.people).map(async ([role, user]) => {
          const device = test.connect(user);
          await device.hello();
          await device.next("checkpoint");
          return [role, device] as const;
        }))) as Record<keyof TestFeed["people"], RawDevice>;
        const change = lead(test.people.exec);
        await devices.exec.push(groupOf(1, [change]));
        for (const role of ["admin", "manager", "exec"] as const) await devices[role].next("page", ({ rows }) => rows.some(({ record }) => record.id === change.id));
        expect(idsOf(devices.stranger)).not.toContain(change.id);

        await devices.exec.push(groupOf(2, [{ id: change.id, kind: "lead", add: { sharedWith: [test.people.stranger] } }]));
        await devices.stranger.next("page", ({ rows }) => rows.some(({ record }) => record.id === change.id));

        const base = rowsOf(devices.exec).findLast(({ record }) => record.id === change.id)?.record.w.find(([, , , values]) => "owner" in values)?.[1] ?? null;
        await devices.exec.push(groupOf(3, [{ id: change.id, kind: "lead", set: { owner: { value: test.people.admin, base } }, remove: { sharedWith: { [test.people.stranger]: [`${base?.split(".")[0]}.2`] } } }]));
        for (const role of ["exec", "manager", "stranger"] as const) await devices[role].next("page", ({ gone }) => gone.some(({ id }) => id === change.id));
        expect(devices.admin.heard.some((message) => message.t === "page" && message.gone.some(({ bucket }) => bucket === `u:${test.people.exec}`))).toBe(true);
      });

      it("S6 what hangs on a record moves with it", async () => {
        const owner = test.connect(test.people.exec);
        const other = test.connect(test.people.stranger);
        for (const device of [owner, other]) {
          await device.hello();
          await device.next("checkpoint");
        }
        const root = lead(test.people.exec);
        const calls = [1, 2, 3].map((index) => creation("activity", { root: root.id, type: "call", at: index, text: "hello" }));
        await owner.push(groupOf(1, [root, ...calls]));
        const me = rowsOf(owner).find(({ record }) => record.id === root.id)?.record.w[0]?.[1] ?? null;
        await owner.push(groupOf(2, [{ id: root.id, kind: "lead", set: { owner: { value: test.people.stranger, base: me } } }]));
        for (const { id } of [root, ...calls]) {
          await other.next("page", ({ rows }) => rows.some(({ record }) => record.id === id));
          await owner.next("page", ({ gone }) => gone.some((left) => left.id === id));
        }
      });

      it("S6 a change of team brings a manager what the team owns, and takes it away again", async () => {
        const admin = test.connect(test.people.admin);
        const manager = test.connect(test.people.manager);
        const stranger = test.connect(test.people.stranger);
        for (const device of [admin, manager, stranger]) {
          await device.hello();
          await device.next("checkpoint");
        }
        const theirs = lead(test.people.stranger);
        await stranger.push(groupOf(1, [theirs]));
        const baseOfTeam = (): string | null => rowsOf(admin).findLast(({ record }) => record.id === test.people.stranger)?.record.w.find(([, , , values]) => "team" in values)?.[1] ?? null;
        await admin.push(groupOf(1, [setting(test.people.stranger, "member", { team: { value: "north", base: baseOfTeam() } })]));
        await manager.next("page", ({ rows }) => rows.some(({ record }) => record.id === theirs.id));
        const bucket = `u:${test.people.stranger}`;
        await manager.next("checkpoint", ({ cursor }) => cursor.lanes.some(({ buckets }) => buckets.includes(bucket)));
        manager.heard.length = 0;
        await admin.next("page", ({ rows }) => rows.some(({ record }) => record.id === test.people.stranger && record.w.some(([, , , values]) => values["team"] === "north")));
        await admin.push(groupOf(2, [setting(test.people.stranger, "member", { team: { value: "", base: baseOfTeam() } })]));
        await manager.next("checkpoint", ({ cursor }) => cursor.lanes.every(({ buckets }) => !buckets.includes(bucket)));
      });

      it("S6 a member who is deactivated is told so and cut off", async () => {
        const other = await testFeed(makeStore());
        const admin = other.connect(other.people.admin);
        const exec = other.connect(other.people.exec);
        for (const device of [admin, exec]) {
          await device.hello();
          await device.next("checkpoint");
        }
        const base = rowsOf(admin).find(({ record }) => record.id === other.people.exec)?.record.w[0]?.[1] ?? null;
        await admin.push(groupOf(1, [setting(other.people.exec, "member", { active: { value: false, base } })]));
        expect(await exec.next("bye")).toMatchObject({ code: "deactivated" });
        expect(exec.closed).not.toBeNull();
      });

      it("S6 one whose sign-in has ended with it is told that as well, at his next word", async () => {
        const other = await testFeed(makeStore());
        const admin = other.connect(other.people.admin);
        await admin.hello();
        await admin.next("checkpoint");
        const base = rowsOf(admin).find(({ record }) => record.id === other.people.exec)?.record.w[0]?.[1] ?? null;
        await admin.push(groupOf(1, [setting(other.people.exec, "member", { active: { value: false, base } })]));
        await admin.next("verdicts");
        const device = other.connect(other.people.exec, { session: "another" });
        device.say({ t: "ping" });
        expect(await device.next("bye")).toMatchObject({ code: "deactivated" });
      });

      it("U4 a sign-in that has ended ends the connection at its next word", async () => {
        const device = test.connect(test.people.exec, { session: "another" });
        device.say({ t: "ping" });
        expect(await device.next("bye")).toMatchObject({ code: "signed-out" });
      });
    });

    describe("devices", () => {
      it("S2 a profile that was cloned goes on as a new device, and neither copy loses an edit", async () => {
        const first = test.connect(test.people.exec);
        const { device } = await first.hello();
        await first.push(groupOf(1, [lead(test.people.exec)]));
        first.hangUp();
        const original = test.connect(test.people.exec);
        const next = await original.hello(device, { last: 1, acked: 1 });
        expect(next.device.id).toBe(device.id);
        original.hangUp();
        const used = test.connect(test.people.exec);
        await used.hello(next.device, { last: 1, acked: 1 });
        const clone = test.connect(test.people.exec);
        const cloned = await clone.hello(device, { last: 2, acked: 1 });
        expect(cloned.device.id).not.toBe(device.id);
        expect((await clone.push(groupOf(2, [lead(test.people.exec)])))[0]?.result).toBe("applied");
        expect((await used.push(groupOf(2, [lead(test.people.exec)])))[0]?.result).toBe("applied");
      });

      it("S2 a counter that another edit has used shows a clone", async () => {
        const device = test.connect(test.people.exec);
        await device.hello();
        await device.push(groupOf(1, [lead(test.people.exec)]));
        device.say({ t: "push", now: test.clock, groups: [groupOf(1, [lead(test.people.exec)])] });
        expect(await device.next("bye")).toMatchObject({ code: "replaced" });
      });

      it("S2 where a counter shows a clone nothing that comes after it is judged, and all of it is taken from the new device", async () => {
        const device = test.connect(test.people.exec);
        const welcome = await device.hello();
        await device.push(groupOf(1, [lead(test.people.exec)]));
        const [again, later, last] = [1, 2, 3].map((counter) => groupOf(counter, [lead(test.people.exec)])) as [Group, Group, Group];
        device.say({ t: "push", now: test.clock, groups: [again, later] });
        device.say({ t: "push", now: test.clock, groups: [last] });
        expect(await device.next("bye")).toMatchObject({ code: "replaced" });
        const anew = test.connect(test.people.exec);
        const { device: { id } } = await anew.hello(welcome.device, { last: 3, acked: 1 });
        expect(id).not.toBe(welcome.device.id);
        const verdicts = await anew.push(...[again, later, last].map((group, index) => ({ ...group, counter: index + 4 })));
        expect(verdicts.map((verdict) => verdict.result === "applied" && verdict.receipt.device)).toEqual([id, id, id]);
      });

      it("S2 a profile that was rolled back goes on as a new device", async () => {
        const device = test.connect(test.people.exec);
        const welcome = await device.hello();
        await device.push(groupOf(1, [lead(test.people.exec)]), groupOf(2, [lead(test.people.exec)]));
        const back = test.connect(test.people.exec);
        expect((await back.hello(welcome.device, { last: 1 })).device.id).not.toBe(welcome.device.id);
      });

      it("S2 a token of nobody's, or of another person's device, makes a new device", async () => {
        const owner = test.connect(test.people.exec);
        const { device } = await owner.hello();
        for (const [user, token] of [[test.people.stranger, device.token], [test.people.exec, "0.forged"], [test.people.exec, `7${device.token.slice(1)}`]] as const) {
          const other = test.connect(user);
          expect((await other.hello({ id: device.id, token })).device.id).not.toBe(device.id);
        }
      });

      it("S2 a cursor of a boot that this server never had loads anew and is asked to send again", async () => {
        const device = test.connect(test.people.exec);
        const { device: me } = await device.hello();
        const back = test.connect(test.people.exec);
        const welcome = await back.hello(me, { cursor: { boot: "elsewhere", lanes: [{ buckets: ["w"], seq: 1 }] } });
        expect(welcome.resendWithin).toBe(14 * 24 * 3600 * 1000);
        expect(welcome.fresh).toContain("w");
        expect(back.heard.some(({ t }) => t === "page")).toBe(false);
        back.say({ t: "resend", items: [] });
        await back.next("checkpoint");
      });

      it("S2 a receipt that this server did not sign is not taken", async () => {
        const device = test.connect(test.people.exec);
        const { device: me } = await device.hello();
        const group = groupOf(1, [lead(test.people.exec)]);
        const receipt = { group: group.id, device: me.id, by: test.people.exec, counter: 1, at: test.clock, except: {} };
        device.say({ t: "resend", items: [{ group, receipt, signature: "x".repeat(43) }] }, { t: "ping" });
        await device.next("pong");
        expect(test.log.some(({ event }) => event === "feed.forged-receipt")).toBe(true);
        expect(idsOf(device)).not.toContain(group.changes[0]?.id);
      });

      it("S4 a device away for a month catches up by its cursor: what changed, and nothing else", async () => {
        const device = test.connect(test.people.exec);
        const { device: me } = await device.hello();
        const { cursor } = await device.next("checkpoint");
        device.hangUp();
        const other = test.connect(test.people.exec);
        await other.hello();
        const changes = Array.from({ length: 30 }, () => lead(test.people.exec));
        await other.push(...changes.map((change, index) => groupOf(index + 1, [change])));
        test.clock += 40 * 24 * 3600 * 1000;
        const back = test.connect(test.people.exec);
        const welcome = await back.hello(me, { cursor });
        expect(welcome).toMatchObject({ device: { id: me.id }, fresh: [], resendWithin: null, total: 30 });
        await back.next("checkpoint");
        expect([...idsOf(back)].sort()).toEqual(changes.map(({ id }) => id).sort());
      });

      it("S1 a new device gets the definitions, then the newest and so on down; broken off, it goes on below where it was", async () => {
        const writer = test.connect(test.people.exec);
        await writer.hello();
        const groups = Array.from({ length: 14 }, (_, index) => groupOf(index + 1, Array.from({ length: 80 }, () => lead(test.people.exec))));
        await writer.push(...groups);
        const device = test.connect(test.people.exec);
        const { device: me } = await device.hello();
        await device.next("checkpoint");
        const pages = device.heard.filter((message) => message.t === "page");
        expect(pages.length).toBeGreaterThanOrEqual(4);
        expect(pages[0]?.rows.map(({ record }) => record.kind)).toEqual(expect.arrayContaining(["member", "pipeline", "stage"]));
        expect(pages[0]?.rows.every(({ record }) => ["member", "pipeline", "stage"].includes(record.kind))).toBe(true);
        const seqs = pages.slice(1).map(({ rows }) => rows.flatMap(({ places }) => places.map(([, seq]) => seq)));
        expect(seqs.flat()).toEqual(seqs.flat().toSorted((a, b) => b - a));
        for (const [index, { cursor }] of pages.slice(1, -1).entries()) expect(cursor.lanes.map(({ below }) => below)).toEqual([Math.min(...(seqs[index] ?? []))]);
        device.hangUp();
        const before = new Set(pages.slice(1, 2).flatMap(({ rows }) => rows.map(({ record }) => record.id)));
        const meanwhile = lead(test.people.exec);
        await writer.push(groupOf(15, [meanwhile]));
        const back = test.connect(test.people.exec);
        expect(await back.hello(me, { cursor: pages[1]?.cursor ?? null })).toMatchObject({ fresh: [], device: { id: me.id } });
        const { cursor } = await back.next("checkpoint");
        expect(cursor.lanes.map(({ below }) => below)).toEqual([undefined]);
        const rest = back.heard.filter((message) => message.t === "page").slice(1).flatMap(({ rows }) => rows.map(({ record }) => record.id));
        expect(rest.filter((id) => before.has(id))).toEqual([]);
        expect(rest.at(-1)).toBe(meanwhile.id);
        // Definitions come once more where they lie.
        expect(new Set([...before, ...rest])).toEqual(new Set([...idsOf(device), meanwhile.id]));
      });

      describe("of who may see very much", () => {
        const BOUND = 60;
        /** Leads of the exec, each in a sequence of its own, and before them what is open, what is closed, and a stranger's. */
        async function large() {
          const other = await testFeed(makeStore(), randomUUID(), { deviceRecords: BOUND, pageRows: 25 });
          const { exec, stranger } = other.people;
          const { stage, old, newest, strangers } = await fill(other, exec, stranger);
          return { other, stage, old, newest, strangers };
        }
        async function fill(other: TestFeed, exec: string, stranger: string) {
          const first = other.connect(exec);
          await first.hello();
          await first.next("checkpoint");
          const stage = rowsOf(first).find(({ record }) => record.kind === "stage" && record.w.some(([, , , values]) => values["outcome"] === "open"))?.record.id as string;
          const won = rowsOf(first).find(({ record }) => record.kind === "stage" && record.w.some(([, , , values]) => values["outcome"] === "won"))?.record.id as string;
          const company = creation("company", { name: "Old and far" });
          const open = creation("deal", { title: "Still open", stage, owner: exec, company: company.id });
          const closed = creation("deal", { title: "Long closed", stage: won, owner: exec });
          const call = creation("activity", { root: closed.id, type: "call", at: 1, text: "Rang" });
          const undone = creation("lead", { name: "Has a task", status: "new", owner: exec });
          const task = creation("task", { title: "Ring back", root: undone.id, assignee: exec });
          const writer = other.connect(stranger);
          await writer.hello();
          const secret = creation("lead", { name: "Secret of a stranger", status: "new", owner: stranger });
          await writer.push(groupOf(1, [secret]));
          const made = [company, open, closed, call, undone, task];
          await first.push(...made.map((change, index) => groupOf(index + 1, [change])));
          const leads = Array.from({ length: 170 }, (_, index) => creation("lead", { name: `Lead number ${index}`, status: "new", owner: exec }));
          await first.push(...leads.map((change, index) => groupOf(index + 1 + made.length, [change])));
          return { stage, old: { company, open, closed, call, undone, task }, newest: leads.slice(-40), strangers: secret };
        }
        const resting = (device: RawDevice) => device.next("checkpoint", ({ cursor }) => cursor.lanes.some(({ rest }) => rest !== undefined));
        const answerTo = async (device: RawDevice, id: number, what: Asked) => {
          device.say({ t: "ask", id, what });
          return await device.next("answer", (answer) => answer.id === id);
        };

        it("S4 the device of an admin holds about so many: the newest, what is open with what it is about, and the definitions", async () => {
          const { other, old, newest } = await large();
          const device = other.connect(other.people.admin);
          const welcome = await device.hello();
          expect(welcome.total).toBeLessThan(BOUND + 10);
          const { cursor, sums } = await resting(device);
          const held = idsOf(device);
          for (const { id } of [...newest, old.open, old.company, old.undone, old.task]) expect(held).toContain(id);
          for (const { id } of [old.closed, old.call]) expect(held).not.toContain(id);
          for (const id of Object.values(other.people)) expect(held).toContain(id);
          expect(held.size).toBeLessThan(BOUND + 60);
          const [lane] = cursor.lanes;
          expect(lane).toMatchObject({ rest: BOUND });
          // Of what lies below nothing counts, whether it is held or not.
          for (const [bucket, [rows, sum]] of Object.entries(sums ?? {})) {
            const mine = new Map(rowsOf(device).flatMap(({ record, places }) => places.flatMap(([at, seq]) => (at === bucket && seq >= (lane?.below ?? 0) ? [[record.id, seq] as const] : []))));
            expect([bucket, rows, sum]).toEqual([bucket, mine.size, [...mine].reduce((total, [id, seq]) => addSum(total, rowSum(id, seq)), 0)]);
          }
          expect(Object.keys(sums ?? {})).toHaveLength(lane?.buckets.length ?? 0);
        });

        it("S4 a rep's device holds everything, whatever the bound", async () => {
          const { other, old } = await large();
          const device = other.connect(other.people.exec);
          await device.hello();
          const { cursor } = await device.next("checkpoint");
          expect(cursor.lanes).toHaveLength(1);
          expect(cursor.lanes[0]?.below).toBeUndefined();
          for (const { id } of Object.values(old)) expect(idsOf(device)).toContain(id);
        });

        it("S4 a device that rests goes on from its sequence when it comes back; with a higher bound, or as a rep, it goes on down", async () => {
          const { other, old } = await large();
          const { admin } = other.people;
          const device = other.connect(admin);
          const { device: me } = await device.hello();
          const { cursor } = await resting(device);
          device.hangUp();
          const writer = other.connect(other.people.exec);
          await writer.hello();
          const meanwhile = lead(other.people.exec);
          await writer.push(groupOf(1, [meanwhile]));
          const back = other.connect(admin);
          const welcome = await back.hello(me, { cursor });
          expect(welcome).toMatchObject({ fresh: [], total: 1 });
          const again = await resting(back);
          expect(rowsOf(back).map(({ record }) => record.id)).toEqual([meanwhile.id]);
          expect(again.cursor.lanes.map(({ below, rest }) => [below, rest])).toEqual(cursor.lanes.map(({ below, rest }) => [below, rest]));
          // The bound was lower when it came to rest.
          const lower = { ...again.cursor, lanes: again.cursor.lanes.map((lane) => ({ ...lane, rest: 10 })) };
          const raised = other.connect(admin);
          await raised.hello(welcome.device, { cursor: lower });
          expect((await resting(raised)).cursor.lanes[0]).toMatchObject({ rest: BOUND });
          raised.hangUp();
          // Under the connection it becomes a rep: all that it may see comes, what it may not goes.
          const falling = other.connect(admin);
          await falling.hello(null, { cursor: null });
          await resting(falling);
          const base = rowsBase(falling, admin, "role");
          falling.heard.length = 0;
          const boss = await other.feed.write(other.workspace, admin, "promote", [setting(other.people.manager, "member", { role: { value: "admin", base } })]);
          expect(boss.ok).toBe(true);
          await falling.next("checkpoint");
          const demoted = await other.feed.write(other.workspace, other.people.manager, "demote", [
            setting(admin, "member", { role: { value: "exec", base } }),
          ]);
          expect(demoted.ok).toBe(true);
          const whole = await falling.next("checkpoint", (checkpoint) => checkpoint.cursor.lanes.every(({ below }) => below === undefined));
          expect(whole.cursor.lanes).toHaveLength(1);
          expect(idsOf(falling)).toContain(old.company.id);
        });

        it("S4 what is older is asked for by id, by what it hangs on, by kind and by words", async () => {
          const { other, old } = await large();
          const device = other.connect(other.people.admin);
          await device.hello();
          const { cursor } = await resting(device);
          const ids = await answerTo(device, 1, { ids: [old.closed.id, randomUUID()] });
          expect(ids).toMatchObject({ whole: true });
          expect(ids.rows.map(({ record }) => record.id)).toEqual([old.closed.id]);
          expect(ids.rows[0]?.places).toEqual([[`u:${other.people.exec}`, expect.any(Number)]]);
          const root = await answerTo(device, 2, { root: old.closed.id });
          expect(root.rows.map(({ record }) => record.id).sort()).toEqual([old.closed.id, old.call.id].sort());
          const below = Math.max(...cursor.lanes.map((lane) => lane.below ?? 0));
          const leads = new Set<string>();
          let id = 10;
          for (let before = below; before > 0; id++) {
            const answer = await answerTo(device, id, { kind: "lead", before });
            expect(answer.rows.length).toBeLessThanOrEqual(100);
            for (const { record } of answer.rows) leads.add(record.id);
            expect(answer.next ?? 0).toBeLessThan(before);
            before = answer.whole ? 0 : (answer.next ?? 0);
          }
          expect(id).toBeGreaterThan(11);
          expect(new Set([...leads, ...idsOf(device)]).size).toBeGreaterThanOrEqual(122);
          const words = await answerTo(device, 100, { words: "long clos", kinds: ["deal", "lead"] });
          expect(words.rows.map(({ record }) => record.id)).toEqual([old.closed.id]);
          expect((await answerTo(device, 101, { words: "lead", kinds: ["lead"] })).whole).toBe(false);
          expect((await answerTo(device, 102, { words: "?!", kinds: ["lead"] }))).toMatchObject({ rows: [], whole: true });
        });

        it("S6 an answer holds nothing that its asker may not see, however it is asked for", async () => {
          const { other, old, strangers } = await large();
          const manager = other.connect(other.people.manager);
          await manager.hello();
          await resting(manager);
          const rep = other.connect(other.people.stranger);
          await rep.hello();
          await rep.next("checkpoint");
          for (const [device, hidden] of [[manager, strangers], [rep, old.closed]] as const) {
            const asked: readonly Asked[] = [
              { ids: [hidden.id] }, { root: hidden.id }, { kind: hidden.kind, before: 1_000_000 }, { words: "secret", kinds: ["lead", "deal"] }, { words: "long closed", kinds: ["lead", "deal"] },
            ];
            const seen = new Set<string>();
            for (const [index, what] of asked.entries()) for (const { record } of (await answerTo(device, index + 1, what)).rows) seen.add(record.id);
            expect(seen).not.toContain(hidden.id);
          }
          // Who may see it no more is not answered it any more.
          const admin = other.connect(other.people.admin);
          await admin.hello();
          await resting(admin);
          expect((await answerTo(manager, 50, { ids: [old.closed.id] })).rows).toHaveLength(1);
          await answerTo(admin, 50, { ids: [old.closed.id, other.people.exec] });
          await other.feed.write(other.workspace, other.people.admin, "move", [setting(other.people.exec, "member", { team: { value: "far away", base: rowsBase(admin, other.people.exec, "team") } })]);
          await manager.next("checkpoint", ({ cursor }) => cursor.lanes.every(({ buckets }) => !buckets.includes(`u:${other.people.exec}`)));
          expect((await answerTo(manager, 51, { ids: [old.closed.id] })).rows).toEqual([]);
        });

        it("S5 a question of another shape, or too many at once, ends the connection", async () => {
          const { other } = await large();
          for (const what of [{}, { ids: [] }, { ids: Array.from({ length: 201 }, () => randomUUID()) }, { ids: ["a b"] }, { root: "x".repeat(41) }, { kind: "lead" }, { words: "x".repeat(201), kinds: [] }, { root: "x", ids: ["x"] }]) {
            const device = other.connect(other.people.admin);
            await device.hello();
            device.raw(JSON.stringify([{ t: "ask", id: 1, what }]));
            expect((await device.next("bye")).code).toBe("bad-message");
          }
          const device = other.connect(other.people.admin);
          device.say({ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device: null, cursor: null, last: 0, acked: 0 });
          device.say(...Array.from({ length: 40 }, (_, id) => ({ t: "ask" as const, id, what: { kind: "lead", before: 100 } })));
          expect(await device.next("bye")).toMatchObject({ code: "bad-message", message: "Too many questions at once." });
        });
      });

      it("S3 the first checkpoint carries the checksum of every bucket, and a device that differs is sent it anew", async () => {
        const device = test.connect(test.people.admin);
        await device.hello();
        const { sums } = await device.next("checkpoint", (message) => message.sums !== undefined);
        expect(sums?.["w"]?.[0]).toBeGreaterThan(0);
        device.heard.length = 0;
        device.say({ t: "reload", buckets: ["w", "u:not-followed"] });
        expect(await device.next("fresh")).toMatchObject({ buckets: ["w"] });
        await device.next("checkpoint");
        expect(idsOf(device).size).toBe(sums?.["w"]?.[0]);
      });

      it("S12 an older protocol is told to update, a newer one that the server is old; an edit of a newer schema waits", async () => {
        for (const [protocol, code] of [[0, "update-needed"], [99, "server-too-old"]] as const) {
          const device = test.connect(test.people.exec);
          device.say({ t: "hello", protocol, schema: 1, device: null, cursor: null, last: 0, acked: 0 });
          expect(await device.next("bye")).toMatchObject({ code });
        }
        const device = test.connect(test.people.exec);
        await device.hello();
        device.say({ t: "push", now: test.clock, groups: [groupOf(1, [lead(test.people.exec)], { schema: 99 })] });
        expect(await device.next("bye")).toMatchObject({ code: "server-too-old" });
      });
    });
  });
}
