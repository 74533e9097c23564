// The server's table of settings, .env.example and docker-compose.yml say the same.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { COMPOSE_ONLY, environmentExample } from "../scripts/environment-example.ts";
import { environment } from "../sync-server/src/env-table.ts";
import { readEnv } from "../sync-server/src/env.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const example = Object.fromEntries(
  read(".env.example").split("\n").flatMap((line) => {
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? ""]];
  }),
);

// What docker compose reads and the server does not.
const composeOnly = Object.keys(COMPOSE_ONLY);
/** Of the second compose file alone. */
const PROXY_ONLY = ["SITE"];

// Nothing in a compose file is taken that is not known here: a slip of the pen fails.
const health = z.strictObject({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string(), retries: z.number(), start_period: z.string().optional() });
const service = z.strictObject({
  image: z.string().optional(),
  build: z.union([z.string(), z.strictObject({ context: z.string(), dockerfile: z.string() })]).optional(),
  restart: z.literal("unless-stopped"),
  init: z.boolean().optional(),
  stop_grace_period: z.string().regex(/^\d+s$/).optional(),
  env_file: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal("service_healthy") })).optional(),
  healthcheck: health,
});
const composed = <T extends readonly string[]>(file: string, names: T) =>
  z.strictObject({ services: z.strictObject(Object.fromEntries(names.map((name) => [name, service])) as Record<T[number], typeof service>), volumes: z.record(z.string(), z.null()) })
    .parse(Object.fromEntries(Object.entries(parse(read(file), { merge: true }) as Record<string, unknown>).filter(([name]) => !name.startsWith("x-"))));
const compose = composed("docker-compose.yml", ["app", "postgres", "mail"] as const);
const spread = composed("docker-compose.citus.yml", ["proxy", "app-1", "app-2", "coordinator"] as const);
const FILES = [["docker-compose.yml", compose], ["docker-compose.citus.yml", spread]] as const;

describe("O2 the environment", () => {
  test("O2 .env.example is what `npm run env` writes out of the server's table", () => {
    expect(read(".env.example")).toBe(environmentExample());
  });

  test("O2 .env.example has every name that deployments of this kind use", () => {
    const names = "PORT NODE_ENV DATABASE_URL DATA_DIR JWT_SECRET JWT_REFRESH_SECRET JWT_EXPIRE JWT_REFRESH_EXPIRE FRONTEND_URL RATE_LIMIT_WINDOW_MS RATE_LIMIT_MAX_REQUESTS OPENAI_API_KEY OPENAI_BASE_URL GOOGLE_API_KEY AI_REQUESTS_PER_DAY MAX_FILE_SIZE UPLOAD_PATH SMTP_HOST SMTP_PORT SMTP_USER SMTP_PASS LOG_LEVEL LOG_FILE ERROR_LOG_FILE GOOGLE_CLIENT_ID GOOGLE_CLIENT_SECRET GOOGLE_CALLBACK_URL OIDC_ISSUER";
    expect(names.split(" ").filter((name) => !(name in example))).toEqual([]);
  });

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

describe.each(FILES)("O2 %s", (file, { services, volumes: named }) => {
  const all = Object.entries(services);

  test("O2 every variable it sets for the server or asks for is in .env.example", () => {
    const asked = [...read(file).matchAll(/\$\{([A-Z_]+)/g)].map(([, name = ""]) => name).filter((name) => !PROXY_ONLY.includes(name));
    expect(asked.length).toBeGreaterThan(0);
    const set = all.filter(([name]) => name.startsWith("app")).flatMap(([, { environment: variables }]) => Object.keys(variables));
    for (const name of [...asked, ...set]) expect(Object.keys(example)).toContain(name);
  });

  test("O2 every image has its version, every service says when it is healthy, and all data lies in named volumes", () => {
    for (const [name, { image, build, healthcheck, volumes, depends_on: needs = {} }] of all) {
      expect([name, (image === undefined) === (build !== undefined)]).toEqual([name, true]);
      if (image !== undefined) expect([name, image]).toEqual([name, expect.stringMatching(/^[\w./-]+:(?!latest$)v?\d+\.\d+[\w.-]*$/)]);
      expect(["CMD", "CMD-SHELL"]).toContain(healthcheck.test[0]);
      for (const volume of volumes.filter((one) => !one.startsWith("./"))) expect(Object.keys(named)).toContain(volume.split(":")[0]);
      for (const other of Object.keys(needs)) expect(Object.keys(services)).toContain(other);
    }
    // What stands in the repository is mounted for reading alone, and is there.
    for (const mount of all.flatMap(([, { volumes }]) => volumes.filter((one) => one.startsWith("./")))) {
      const [path = "", , mode] = mount.split(":");
      expect([mount, mode, existsSync(join(root, path))]).toEqual([mount, "ro", true]);
    }
    for (const { build } of Object.values(services)) if (typeof build === "object") expect(existsSync(join(root, build.context, build.dockerfile))).toBe(true);
  });

  test("O2 no secret stands in it, and what it needs and is not given it asks for by name", () => {
    for (const [, { environment: variables }] of all) {
      for (const [name, value] of Object.entries(variables)) {
        if (/SECRET|PASSWORD|KEY|TOKEN/.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:\?set [A-Z_]+ in \.env\}$/);
        if (name === "DATABASE_URL") expect(value).toMatch(/^postgres:\/\/outrider:\$\{POSTGRES_PASSWORD:\?[^}]+\}@(?:postgres|coordinator):5432\/outrider$/);
      }
    }
  });

  test("O2 what it sets is a configuration the server starts with in production, once the secrets are given", () => {
    const secret = "x".repeat(32);
    for (const [, { environment: variables, env_file: from }] of all.filter(([name]) => name.startsWith("app"))) {
      expect(from).toBe(".env");
      const given = { ...example, ...variables, JWT_SECRET: secret, JWT_REFRESH_SECRET: secret, FRONTEND_URL: "https://crm.example.com", DATABASE_URL: "postgres://outrider:p@postgres:5432/outrider" };
      expect(readEnv(given).NODE_ENV).toBe("production");
      expect(() => readEnv({ ...given, JWT_SECRET: "" })).toThrow("JWT_SECRET is required in production");
    }
  });

  test("O3 the server is given longer to end than it gives itself", () => {
    for (const [, { stop_grace_period: grace, init }] of all.filter(([name]) => name.startsWith("app"))) expect([init, Number(grace?.replace("s", "")) > 60]).toEqual([true, true]);
  });
});

describe("O2 docker compose", () => {
  const { app, postgres, mail } = compose.services;

  test("O2 the app runs on PostgreSQL 17 with pgvector, and waits for it", () => {
    expect(postgres.image).toMatch(/^pgvector\/pgvector:\d+\.\d+\.\d+-pg17$/);
    expect(app.depends_on?.["postgres"]?.condition).toBe("service_healthy");
    expect(app.volumes).toContain(`app-data:${app.environment["DATA_DIR"]}`);
  });

  test("O2 mails can be looked at without leaving: only where they are asked for, and on this machine alone", () => {
    expect(mail.profiles).toEqual(["mail"]);
    for (const port of mail.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test("O2 the image listens where compose looks, says itself when it is healthy, and is nobody's root", () => {
    const dockerfile = read("Dockerfile");
    const port = app.environment["PORT"];
    expect(dockerfile).toContain(`EXPOSE ${port}`);
    expect(app.healthcheck.test.join(" ")).toContain(`127.0.0.1:${port}/health`);
    expect(app.ports).toEqual([`127.0.0.1:\${PORT:-${example["PORT"]}}:${port}`]);
    const last = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
    expect(last).toMatch(/\nUSER node\n/);
    expect(last).toMatch(/\nHEALTHCHECK [^\n]*/);
    expect(read(".dockerignore").split("\n")).toEqual(expect.arrayContaining([".git", ".env", "data"]));
  });
});

describe("S13 two servers behind a proxy", () => {
  const { services } = spread;

  test("S13 O2 both are the same but for their own data, share secrets and database, and any of them takes any request", () => {
    const [{ volumes: one, ...first }, { volumes: other, ...second }] = [services["app-1"], services["app-2"]];
    expect(second).toEqual(first);
    expect(other).not.toEqual(one);
    expect(first.environment["TRUST_PROXY"]).toBe("1");
    for (const name of ["JWT_SECRET", "JWT_REFRESH_SECRET"]) expect(first.environment[name]).toContain(`\${${name}:?`);
    const proxy = read("deploy/Caddyfile");
    expect(proxy).toContain("reverse_proxy app-1:8787 app-2:8787");
    expect(proxy).not.toMatch(/lb_policy (?:cookie|ip_hash|client_ip_hash)/);
    expect(first.ports).toBeUndefined();
  });

  test("S13 it says of itself that it was not run", () => {
    expect(read("docker-compose.citus.yml")).toContain("NOT RUN");
  });
});
