import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, it } from "vitest";
import { createLog } from "./logger.ts";

it("O3 a line is one JSON object with its level, its fields and no secret", () => {
  const lines: string[] = [];
  const log = createLog({ level: "info", console: { write: (line) => void lines.push(line) } });
  log
    .child({ requestId: "r1" })
    .info(
      {
        password: "hunter2",
        headers: { cookie: "c00kie", "set-cookie": "c00kie" },
        a: { b: { token: "hunter2" } },
        typed: 'x\n{"level":"error"}',
      },
      "hello",
    );
  log.debug({}, "not written");
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toContain("\n");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    requestId: "r1",
    msg: "hello",
    password: "[secret]",
  });
  expect(lines[0]).not.toMatch(/hunter2|c00kie/);
});

it("O3 files get the lines, the error file errors alone, and others cannot read them", () => {
  const directory = mkdtempSync(join(tmpdir(), "outrider-log-"));
  const [file, errorFile] = [join(directory, "logs", "all.log"), join(directory, "logs", "errors.log")];
  const log = createLog({ level: "info", file, errorFile, console: { write: () => undefined } });
  log.info({}, "plain");
  log.error({ error: new Error("broken") }, "bad");
  log.flush();
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(2);
  const errors = readFileSync(errorFile, "utf8").trim().split("\n");
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain("broken");
  rmSync(directory, { recursive: true, force: true });
});

it("O3 a query that failed is logged without what it was about", () => {
  const lines: string[] = [];
  const log = createLog({ level: "info", console: { write: (line) => void lines.push(line) } });
  const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    detail: "Key (token)=(hunter2) already exists.",
    parameters: ["hunter2"],
  });
  const failed = new DrizzleQueryError("insert into session values ($1)", ["hunter2"], cause);
  log.error({ error: failed }, "failed");
  log.error({ error: new Error("the disk did not take it", { cause: failed }) }, "failed");
  log.error({ error: new AggregateError([failed], "several") }, "failed");
  expect(lines.join("")).not.toContain("hunter2");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    error: { message: "Failed query: insert into session values ($1)", cause: { message: cause.message, code: "23505" } },
  });
  expect(lines[0]).toContain("logger.test.ts");
});
