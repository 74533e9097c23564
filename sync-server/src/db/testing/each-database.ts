/**
 * Runs a suite on the embedded database and, where OUTRIDER_PG_URL names a PostgreSQL server whose user may
 * create databases, on that too. Every suite gets a migrated database of its own with nothing in it.
 */
import { randomUUID } from "node:crypto";
import { cpSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { connect } from "../client.ts";
import type { Database, DatabasePlace } from "../database.ts";
import { openDatabase } from "../open-database.ts";
import { failLoudly } from "./fail-loudly.ts";
import { templateOf } from "./templates.ts";

export type TestPlace = { readonly place: DatabasePlace; remove(): Promise<void> };
/** Puts into an empty place what its copies are to begin with. */
export type Fill = (place: DatabasePlace) => Promise<void>;

const PG_URL = process.env["OUTRIDER_PG_URL"];

const emptyFolder = async (): Promise<TestPlace> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), "outrider-test-"));
  return { place: { dataDirectory }, remove: () => rm(dataDirectory, { recursive: true, force: true }) };
};

const embeddedPlace = async (name: string, fill: Fill): Promise<TestPlace> => {
  const template = await templateOf(`${name}-pglite`, (path) => fill({ dataDirectory: path }));
  const made = await emptyFolder();
  // All at once: of a thousand files, one after the other takes Node four times as long.
  if (template !== undefined && "dataDirectory" in made.place) cpSync(template, made.place.dataDirectory, { recursive: true });
  return made;
};

const urlOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

const postgresPlace = async (server: string, from = "template1"): Promise<TestPlace> => {
  const name = `outrider_test_${randomUUID().replaceAll("-", "")}`;
  const admin = connect({ target: { url: server }, max: 1 });
  await admin.sql`create database ${admin.sql(name)} template ${admin.sql(from)}`;
  return {
    place: { databaseUrl: urlOf(server, name) },
    async remove() {
      await admin.sql`drop database ${admin.sql(name)} with (force)`;
      await admin.sql.end();
    },
  };
};

/** What a template on the server is called stands in a file, by which it is removed after the last test. */
const filledPostgres = async (server: string, name: string, fill: Fill): Promise<TestPlace> => {
  const template = await templateOf(`${name}.database`, async (path) => {
    const called = `outrider_template_${randomUUID().replaceAll("-", "")}`;
    await writeFile(path, called);
    const admin = connect({ target: { url: server }, max: 1 });
    try {
      await admin.sql`create database ${admin.sql(called)}`;
      await fill({ databaseUrl: urlOf(server, called) });
    } catch (error) {
      await admin.sql`drop database if exists ${admin.sql(called)} with (force)`;
      throw error;
    } finally {
      await admin.sql.end();
    }
  });
  return postgresPlace(server, template === undefined ? undefined : await readFile(template, "utf8"));
};

/** Where databases for tests can be made: [name, make]. */
export type TestPlaces = readonly (readonly ["pglite" | "postgres", () => Promise<TestPlace>])[];

/** Each begins as `fill` left the first one, where templates are kept; otherwise with nothing. */
export const placesFilled = (name: string, fill: Fill): TestPlaces => [
  ["pglite", () => embeddedPlace(name, fill)],
  ...(PG_URL === undefined ? [] : [["postgres", () => filledPostgres(PG_URL, name, fill)] as const]),
];

/** With nothing at all in them, as a newcomer has it. */
export const emptyPlaces: TestPlaces = [["pglite", emptyFolder], ...(PG_URL === undefined ? [] : [["postgres", () => postgresPlace(PG_URL)] as const])];

/** Migrated. */
export const testPlaces: TestPlaces = placesFilled("migrated", async (place) => {
  const database = await openDatabase(place, failLoudly);
  await database.close();
});

/** `body` gets a function that returns the suite's database; call it inside tests only. */
export const describeOnEachDatabase = (name: string, body: (database: () => Database, url: () => string | undefined) => void, places: TestPlaces = testPlaces): void => {
  for (const [kind, make] of places) {
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
