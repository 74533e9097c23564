/**
 * The sample workspace of a fresh instance that is not in production: three people, one for each role, with a
 * password everybody knows, and records of eighteen months (sample/).
 * Invariant: it is made only while nobody exists, and never in production. Made half, it is completed at the next
 * start: the people are one transaction, and seeding may be repeated, also by several servers at once.
 */
import { eq } from "drizzle-orm";
import type { Accounts, SamplePerson } from "./auth/accounts.ts";
import type { Orm } from "./db/client.ts";
import { user, workspace } from "./db/schema/auth.ts";
import { type StageKey, stageId } from "./feed/default-definitions.ts";
import type { Database } from "./db/database.ts";
import { writeShop } from "./sample-shop.ts";
import type { WriteHistory } from "./feed-port.ts";
import type { Clock } from "./platform/clock.ts";
import type { FileStore } from "./files/file-store.ts";
import { sampleFiles, tellSample } from "./sample/sample-events.ts";

export const SAMPLE_PASSWORD = "outrider-demo";
export const SAMPLE_WORKSPACE = { id: "00000000-0000-4000-8000-0000000de300", name: "Outrider Demo" } as const;
export const SAMPLE_PEOPLE = [
  { name: "Ada Admin", email: "admin@outrider.test", role: "admin", team: "North" },
  { name: "Max Manager", email: "manager@outrider.test", role: "manager", team: "North" },
  { name: "Rita Rep", email: "rep@outrider.test", role: "exec", team: "North" },
] as const;

/** Records of the sample, about. */
const SAMPLE_SIZE = 2_000;

type Deps = {
  readonly orm: Orm;
  readonly sql: Database["sql"];
  readonly accounts: Accounts;
  readonly writeHistory: WriteHistory;
  readonly clock: Clock;
  /** Where the bytes of its files go. */
  readonly files: Pick<FileStore, "take" | "finish">;
  /** Durable when it resolves. */
  readonly sync: () => Promise<void>;
};

/** Whether this instance has the sample, so that its sign-ins can be shown. Makes or completes it where `make` says so. */
export const sampleWorkspace = async (
  { orm, sql, accounts, writeHistory, clock, files, sync }: Deps,
  make: boolean,
): Promise<boolean> => {
  const find = () => orm.select().from(workspace).where(eq(workspace.id, SAMPLE_WORKSPACE.id));
  if (make && (await accounts.needsSetup())) {
    const sample = { workspaceId: SAMPLE_WORKSPACE.id, workspaceName: SAMPLE_WORKSPACE.name, password: SAMPLE_PASSWORD, people: SAMPLE_PEOPLE };
    // Another server that started at the same moment may have been first.
    await accounts.addSample(sample).catch(async (error: unknown) => {
      if ((await find()).length === 0) throw error;
    });
  }
  const [found] = await find();
  if (found === undefined || found.sampledAt !== null) return found !== undefined;
  const people = await samplePeople(orm);
  for (const { userId } of people) await accounts.settle(userId);
  // Its moment is the workspace's own: made again after it was broken off, it is the same sample.
  const order = {
    workspace: SAMPLE_WORKSPACE.id,
    seed: "outrider",
    size: SAMPLE_SIZE,
    now: found.createdAt.getTime(),
    people,
    stage: (key: StageKey) => stageId(SAMPLE_WORKSPACE.id, key),
    cast: true,
    team: SAMPLE_PEOPLE[0].team,
  };
  const { events: edits, shop } = tellSample(order);
  const written = await writeHistory({ workspace: SAMPLE_WORKSPACE.id, source: "sample", edits });
  if (!written.ok) throw new Error(`the sample does not fit the schema: ${written.error.message}`);
  for (const { id, by, bytes, sha256 } of sampleFiles(order)) {
    const said = { workspace: SAMPLE_WORKSPACE.id, id, size: bytes.length, sha256 };
    await files.take(said, { offset: 0, bytes, by });
    if ((await files.finish(said)) !== "whole") throw new Error("a file of the sample could not be kept");
  }
  if (shop) await writeShop({ sql }, SAMPLE_WORKSPACE.id, shop);
  await orm
    .update(workspace)
    .set({ sampledAt: new Date(clock.now()) })
    .where(eq(workspace.id, SAMPLE_WORKSPACE.id));
  // Its plans are made by what the database has counted, which it would do only later.
  await sql`analyze`;
  await sync();
  return true;
};

const samplePeople = async (orm: Orm): Promise<readonly SamplePerson[]> => {
  const people: SamplePerson[] = [];
  for (const person of SAMPLE_PEOPLE) {
    const [row] = await orm.select({ id: user.id }).from(user).where(eq(user.email, person.email));
    if (row !== undefined) people.push({ ...person, userId: row.id });
  }
  return people;
};
