/**
 * Runs a suite on the embedded database and, where OUTRIDER_PG_URL names a PostgreSQL server whose user may
 * create databases, on that too. Every suite gets an empty, migrated database of its own.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { connect } from "../client.ts";
import type { Database, DatabasePlace } from "../database.ts";
import { openDatabase } from "../open-database.ts";
import { failLoudly } from "./fail-loudly.ts";

export type TestPlace = { readonly place: DatabasePlace; remove(): Promise<void> };

const PG_URL = process.env["OUTRIDER_PG_URL"];

const embeddedPlace = async (): Promise<TestPlace> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), "outrider-test-"));
  return { place: { dataDirectory }, remove: () => rm(dataDirectory, { recursive: true, force: true }) };
};

const postgresPlace = async (server: string): Promise<TestPlace> => {
  const name = `outrider_test_${randomUUID().replaceAll("-", "")}`;
  const admin = connect({ target: { url: server }, max: 1 });
  await admin.sql`create database ${admin.sql(name)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    place: { databaseUrl: url.href },
    async remove() {
      await admin.sql`drop database ${admin.sql(name)} with (force)`;
      await admin.sql.end();
    },
  };
};

/** Where databases for tests can be made: [name, make]. */
export const testPlaces: readonly (readonly ["pglite" | "postgres", () => Promise<TestPlace>])[] = [
  ["pglite", embeddedPlace],
  ...(PG_URL === undefined ? [] : [["postgres", () => postgresPlace(PG_URL)] as const]),
];

/** `body` gets a function that returns the suite's database; call it inside tests only. */
export const describeOnEachDatabase = (name: string, body: (database: () => Database, url: () => string | undefined) => void): void => {
  for (const [kind, make] of testPlaces) {
    describe(`${name} (${kind})`, () => {
      let made: TestPlace | undefined;
      let database: Database | undefined;
      beforeAll(async () => {
        made = await make();
        database = await openDatabase(made.place, failLoudly);
      }, 60_000);
      afterAll(async () => {
        await database?.close();
        await made?.remove();
      }, 60_000);
      body(() => {
        if (database === undefined) throw new Error("the database is opened in beforeAll: call this inside a test");
        return database;
      }, () => (made !== undefined && "databaseUrl" in made.place ? made.place.databaseUrl : undefined));
    });
  }
};
