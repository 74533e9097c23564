import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { workspace } from "./schema/auth.ts";
import { describeOnEachDatabase } from "./testing/each-database.ts";

describeOnEachDatabase("the database port", (database) => {
  beforeAll(async () => {
    await database().sql`create table thing (id int primary key, body jsonb, big int8, bytes bytea)`;
  });

  it("O1 has the vector extension", async () => {
    expect(database().vector).toBe(true);
    const [row] = await database().sql<{ d: number }[]>`select '[1,2]'::vector <=> '[2,1]'::vector as d`;
    expect(row?.d).toBeCloseTo(0.2);
  });

  it("S2 a transaction that throws leaves nothing, one that returns leaves everything", async () => {
    const { sql } = database();
    await expect(
      sql.begin(async (tx) => {
        await tx`insert into thing (id) values (1)`;
        throw new Error("change of mind");
      }),
    ).rejects.toThrow("change of mind");
    await sql.begin(async (tx) => {
      await tx`insert into thing (id) values (2)`;
      await tx`insert into thing (id) values (3)`;
    });
    expect(await sql`select id from thing where id < 10 order by id`).toMatchObject([{ id: 2 }, { id: 3 }]);
  });

  it("S2 a refused statement does not disturb the next one", async () => {
    const { sql } = database();
    await sql`insert into thing (id) values (5)`;
    await expect(sql`insert into thing (id) values (5)`).rejects.toMatchObject({ code: "23505" });
    expect(await sql`select count(*) from thing where id = 5`).toMatchObject([{ count: 1 }]);
  });

  it.each([[{ a: 1, b: [null, 'ü "x"', { c: false }] }], [[1, 2]], ["plain"], [7], [null]])(
    "S2 jsonb comes back as it went in: %j",
    async (value) => {
      const { sql } = database();
      const [row] = await sql`select ${JSON.stringify(value)}::jsonb as value`;
      expect(row).toEqual({ value });
    },
  );

  it("S2 sql.json gives an object, not its text", async () => {
    const { sql } = database();
    const value = { a: [1, { b: "c" }] };
    const [row] = await sql`select ${sql.json(value)}::jsonb as value, jsonb_typeof(${sql.json(value)}) as kind`;
    expect(row).toEqual({ value, kind: "object" });
  });

  it("S2 int8 is a number and refuses to lose digits; bytea comes back byte for byte", async () => {
    const { sql } = database();
    const bytes = Buffer.from([0, 255, 39, 92, 10]);
    await sql`insert into thing (id, big, bytes) values (20, ${Number.MAX_SAFE_INTEGER}, ${bytes})`;
    const [row] = await sql`select big, bytes from thing where id = 20`;
    expect(row).toEqual({ big: Number.MAX_SAFE_INTEGER, bytes });
    await expect(sql`select 9007199254740993::int8 as big`).rejects.toThrow("beyond 2^53");
    expect(await sql`select 1 as still_alive`).toMatchObject([{ still_alive: 1 }]);
  });

  it("S2 queries started together do not mix", async () => {
    const { sql } = database();
    const work = Array.from({ length: 60 }, async (_, i) => {
      if (i % 3 === 0) {
        return sql.begin(async (tx) => {
          const [row] = await tx<{ n: number }[]>`insert into thing (id) values (${100 + i}) returning id - 100 as n`;
          return row?.n;
        });
      }
      const [row] = await sql<{ n: number }[]>`select ${i}::int as n`;
      return row?.n;
    });
    expect(await Promise.all(work)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });

  it("S2 Drizzle and raw queries see the same rows", async () => {
    const id = crypto.randomUUID();
    await database().drizzle.insert(workspace).values({ id, name: "Ours" });
    const [row] = await database().drizzle.select().from(workspace).where(eq(workspace.id, id));
    expect(row).toMatchObject({ id, name: "Ours" });
    expect(row?.createdAt).toBeInstanceOf(Date);
    expect(await database().sql`select name from workspace where id = ${id}`).toMatchObject([{ name: "Ours" }]);
  });

  it("S2 sync resolves, also when called many times at once", async () => {
    await database().sql`insert into thing (id) values (900)`;
    await Promise.all(Array.from({ length: 20 }, () => database().sync()));
  });
});
