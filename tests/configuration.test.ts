// The server's table of settings, .env.example and docker-compose.yml say the same.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { environment, readEnv } from "../sync-server/src/env.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const example = Object.fromEntries(
  read(".env.example").split("\n").flatMap((line) => {
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? ""]];
  }),
);

// What docker compose reads and the server does not.
const composeOnly = ["POSTGRES_PASSWORD"];

const service = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }),
});
const compose = z
  .object({ services: z.object({ app: service, postgres: service }), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(read("docker-compose.yml")));

describe("O2 the environment", () => {
  test("O2 .env.example names every variable the server reads, and no other", () => {
    expect(Object.keys(example).filter((name) => !composeOnly.includes(name)).sort()).toEqual(Object.keys(environment).sort());
  });

  test.each(Object.entries(environment))("O2 .env.example gives the default of %s", (name, variable) => {
    expect(example[name]).toBe(variable.default ?? "");
  });

  test("O2 .env.example is a configuration the server starts with", () => {
    expect(readEnv(example).PORT).toBe(Number(example["PORT"]));
  });

  test("O2 .env.example holds no secret", () => {
    const secrets = [...Object.entries(environment).flatMap(([name, { secret }]) => (secret ? [name] : [])), ...composeOnly];
    expect(secrets.map((name) => example[name])).toEqual(secrets.map(() => ""));
  });
});

describe("O2 docker compose", () => {
  const { app, postgres } = compose.services;

  test("O2 every variable compose sets or asks for is in .env.example", () => {
    const asked = [...read("docker-compose.yml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(0);
    for (const name of [...asked, ...Object.keys(app.environment)]) expect(Object.keys(example)).toContain(name);
  });

  test("O2 the app runs in production on PostgreSQL 17 with pgvector, and waits for it", () => {
    expect(postgres.image).toBe("pgvector/pgvector:pg17");
    expect(app.environment["NODE_ENV"]).toBe("production");
    expect(app.environment["DATABASE_URL"]).toMatch(/^postgres:\/\/outrider:\$\{POSTGRES_PASSWORD:\?[^}]+\}@postgres:5432\/outrider$/);
    expect(app.depends_on?.["postgres"]?.condition).toBe("service_healthy");
    expect(app.env_file).toBe(".env");
  });

  test("O2 what compose sets is a configuration the server starts with, once the secrets are given", () => {
    const secret = "x".repeat(32);
    const given = { ...example, ...app.environment, JWT_SECRET: secret, JWT_REFRESH_SECRET: secret, FRONTEND_URL: "https://crm.example.com", DATABASE_URL: "postgres://outrider:p@postgres:5432/outrider" };
    expect(readEnv(given).NODE_ENV).toBe("production");
    expect(() => readEnv({ ...given, JWT_SECRET: "" })).toThrow("JWT_SECRET is required in production");
  });

  test("O2 both keep their data in named volumes and say when they are healthy", () => {
    for (const { volumes, healthcheck } of [app, postgres]) {
      expect(healthcheck.test.length).toBeGreaterThan(1);
      for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(":")[0]);
    }
    expect(app.volumes).toContain(`app-data:${app.environment["DATA_DIR"]}`);
  });

  test("O2 the image listens where compose looks", () => {
    const dockerfile = read("Dockerfile");
    const port = app.environment["PORT"];
    expect(dockerfile).toContain(`EXPOSE ${port}`);
    expect(app.healthcheck.test.join(" ")).toContain(`127.0.0.1:${port}/health`);
    expect(app.ports).toEqual([`127.0.0.1:\${PORT:-${example["PORT"]}}:${port}`]);
  });
});
