// The servers of one database: each says how it does, and who is silent is not there.
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createServers, SILENT_MS } from "./servers.ts";
import type { ServerFigures } from "./system-watch.ts";

const WELL: ServerFigures = { devices: 2, programs: 0, lagMs: 0, waiting: 0, errors: 0, edits: { p50: 0.004, p99: null }, alarms: [] };

describeOnEachDatabase("the servers of a database", (database) => {
  const server = (name: string, startedAt: number) => {
    const id = randomUUID();
    return { id, ...createServers({ database: { sql: database().sql }, id, name, startedAt }) };
  };

  it("D3 S13 each server says how it does and sees what the others said, itself marked, until they leave or are silent", async () => {
    const [one, two, three] = [server("one", 1), server("two", 2), server("three", 3)];
    // Together at first: the table is made once.
    await Promise.all([one.say(WELL), two.say(WELL), three.say(WELL)]);
    const seen = await two.say({ ...WELL, devices: 7, alarms: ["lagMs"] });
    expect(seen.map(({ name, self, devices }) => [name, self, devices])).toEqual([["one", false, 2], ["two", true, 7], ["three", false, 2]]);
    expect((await one.say(WELL))[1]).toMatchObject({ id: two.id, startedAt: 2, alarms: ["lagMs"], edits: WELL.edits, self: false });
    expect(seen.every(({ saidMs }) => saidMs >= 0 && saidMs < SILENT_MS)).toBe(true);

    await three.leave();
    expect((await one.say(WELL)).map(({ name }) => name)).toEqual(["one", "two"]);
    // One look that was under way when it left puts nothing back.
    await three.say(WELL);
    expect((await one.say(WELL)).map(({ name }) => name)).toEqual(["one", "two"]);

    const { sql } = database();
    await sql`update servers.seen set said = said - make_interval(secs => ${SILENT_MS / 1000 + 60}::float8) where server = ${two.id}`;
    expect((await one.say(WELL)).map(({ name }) => name)).toEqual(["one"]);
    // It was only slow.
    await two.say(WELL);
    expect((await one.say(WELL)).map(({ name }) => name)).toEqual(["one", "two"]);
  });

  it("D3 a table of another version is made anew", async () => {
    const one = server("one", 1);
    await one.say(WELL);
    const { sql } = database();
    await sql.unsafe("comment on schema servers is '0'");
    await sql`alter table servers.seen drop column figures`;
    const two = server("two", 2);
    expect((await two.say(WELL)).map(({ name }) => name)).toEqual(["two"]);
  });
});
