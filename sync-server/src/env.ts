/**
 * Reads the environment at start: everything that is wrong is said at once, by name, with what it is and what to do.
 * Invariant: no other file reads process.env. A secret's value never appears in a complaint.
 */
import { join } from "node:path";
import type { z } from "zod";
import { environment, type Variable } from "./env-table.ts";

type Table = typeof environment;
type Value<N extends keyof Table> = z.output<Table[N]["check"]>;
/** Those with no default may be absent, the others never are. */
type Optional = {
  [N in keyof Table]: N extends
    | "SERVER_URL"
    | "UPLOAD_PATH"
    | "DATABASE_URL"
    | "RATE_LIMIT_MAX_REQUESTS_SIGNED_IN"
    | "JWT_SECRET"
    | "JWT_REFRESH_SECRET"
    | "MODEL_DIR"
    | "EMBEDDINGS_URL"
    | "EMBEDDINGS_KEY"
    | "LOG_FILE"
    | "ERROR_LOG_FILE"
    | "METRICS_TOKEN"
    | "SMTP_HOST"
    | "SMTP_USER"
    | "SMTP_PASS"
    | "MAIL_FROM"
    | "CAMPAIGN_VENDOR"
    | "CAMPAIGN_SMTP_URL"
    | "CAMPAIGN_HTTP_URL"
    | "CAMPAIGN_HTTP_KEY"
    | "CAMPAIGN_HTTP_SECRET"
    | "CAMPAIGN_FROM"
    | "GOOGLE_CLIENT_ID"
    | "GOOGLE_CLIENT_SECRET"
    | "GOOGLE_CALLBACK_URL"
    | "OIDC_ISSUER"
    | "OIDC_CLIENT_ID"
    | "OIDC_CLIENT_SECRET"
    | "OIDC_CALLBACK_URL"
    | "OPENAI_API_KEY"
    | "OPENAI_BASE_URL"
    | "OPENAI_MODEL"
    | "GOOGLE_API_KEY"
    ? N
    : never;
}[keyof Table];
export type Env = { readonly [N in keyof Table]: N extends Optional ? Value<N> | undefined : Value<N> };

/** Where the model of meaning lies. */
export const modelFolder = ({ MODEL_DIR, DATA_DIR }: Pick<Env, "MODEL_DIR" | "DATA_DIR">): string => MODEL_DIR ?? join(DATA_DIR, "model");

export class BadEnvironment extends Error {
  override name = "BadEnvironment";
}

/** `https://host` of this server as it is reached from outside. */
export const serverUrl = ({ SERVER_URL, FRONTEND_URL }: Pick<Env, "SERVER_URL" | "FRONTEND_URL">): string => SERVER_URL ?? FRONTEND_URL[0] ?? "";

type Given = (name: string) => string | undefined;
/** What variables ask of one another: what is missing, one sentence each. */
type Rule = (given: Given) => readonly string[];

const onThisMachine = ["localhost", "127.0.0.1", "[::1]"];
const isPlain = (address: string): boolean => URL.canParse(address) && new URL(address).protocol === "http:" && !onThisMachine.includes(new URL(address).hostname);
const needs = (name: string, because: string, fix: string): Rule => (given) => (given(name) === undefined ? [`${name} is required ${because}. ${fix}`] : []);
const where = (holds: (given: Given) => boolean, ...rules: readonly Rule[]): Rule => (given) => (holds(given) ? rules.flatMap((rule) => rule(given)) : []);
const is = (name: string, value?: string) => (given: Given): boolean => (value === undefined ? given(name) !== undefined : given(name) === value);

const NEW_SECRET = "Make one: openssl rand -base64 32";
const rules: readonly Rule[] = [
  where(is("NODE_ENV", "production"),
    needs("JWT_SECRET", "in production", NEW_SECRET),
    needs("JWT_REFRESH_SECRET", "in production", NEW_SECRET),
    needs("FRONTEND_URL", "in production", "It is the address at which people open the app, like https://crm.example.com"),
    (given) => (given("FRONTEND_URL") ?? "").split(",").map((one) => one.trim()).filter(isPlain)
      .map((one) => `FRONTEND_URL must begin with https:// in production, and ${one} does not: browsers keep the session's cookie over TLS alone. Put a proxy with TLS in front (docs/deployment.md)`)),
  where(is("COOKIE_SAME_SITE", "none"), (given) =>
    ((given("SERVER_URL") ?? given("FRONTEND_URL") ?? "").startsWith("https:") ? [] : ["COOKIE_SAME_SITE cannot be none without https: browsers take such a cookie over TLS alone. Give SERVER_URL with https://, or leave COOKIE_SAME_SITE at lax"])),
  where((given) => is("SMTP_HOST")(given) && !is("SMTP_USER")(given), needs("MAIL_FROM", "when SMTP_HOST is set and SMTP_USER is not", "It is the address that mails come from")),
  where(is("SMTP_PASS"), needs("SMTP_USER", "when SMTP_PASS is set", "It is the name that the mail server knows this server by")),
  where(is("GOOGLE_CLIENT_ID"), needs("GOOGLE_CLIENT_SECRET", "when GOOGLE_CLIENT_ID is set", "Google shows it beside the client's id, at console.cloud.google.com")),
  where(is("OIDC_ISSUER"), needs("OIDC_CLIENT_ID", "when OIDC_ISSUER is set", "The issuer gives it when this server is registered there")),
  where(is("CAMPAIGN_VENDOR", "http"), ...["CAMPAIGN_HTTP_URL", "CAMPAIGN_HTTP_KEY", "CAMPAIGN_HTTP_SECRET"].map((name) => needs(name, "when CAMPAIGN_VENDOR is http", "The vendor gives it (docs/campaigns.md)"))),
  where(is("CAMPAIGN_VENDOR", "smtp"), (given) =>
    (is("CAMPAIGN_SMTP_URL")(given) || is("SMTP_HOST")(given) ? [] : ["CAMPAIGN_SMTP_URL or SMTP_HOST is required when CAMPAIGN_VENDOR is smtp. Give the mail server that campaigns leave by"])),
  where((given) => (is("CAMPAIGN_VENDOR", "smtp")(given) || is("CAMPAIGN_VENDOR", "http")(given)) && ["MAIL_FROM", "SMTP_USER"].every((name) => !is(name)(given)),
    needs("CAMPAIGN_FROM", "for campaigns to be sent", "It is the address that they come from, or Name <address>")),
];

/** What an address may have in it before its host. */
const CREDENTIALS = /\/\/[^@/]*@/g;

/** What the variable is for, and what it is where it is not given. */
const help = ({ doc, default: fallback }: Variable<unknown>): string => `${doc}.${fallback === undefined ? "" : ` Default: ${fallback}`}`;

/** Throws BadEnvironment with one line for each variable that is wrong, and what to do. An empty value counts as absent. */
export const readEnv = (source: Readonly<Record<string, string | undefined>>): Env => {
  const complaints: string[] = [];
  const given: Given = (name) => (source[name]?.trim() === "" ? undefined : source[name]?.trim());

  const read = <T>(name: string, variable: Variable<T>): T | undefined => {
    const value = given(name) ?? variable.default;
    if (value === undefined) return undefined;
    const result = variable.check.safeParse(value);
    if (result.success) return result.data;
    const wrong = result.error.issues[0]?.message ?? "is wrong";
    complaints.push(variable.secret ? `${name} ${wrong}. ${help(variable)}` : `${name} ${wrong}, and it is ${JSON.stringify(value.replace(CREDENTIALS, "//…@"))}. ${help(variable)}`);
    return undefined;
  };

  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(environment)) values[name] = read<unknown>(name, variable);
  values["FRONTEND_URL"] ??= [`http://localhost:${String(values["PORT"])}`];
  complaints.push(...rules.flatMap((rule) => rule(given)));
  if (complaints.length > 0) {
    throw new BadEnvironment(`The environment is not right:\n${complaints.map((line) => `  ${line}`).join("\n")}\nSet them in the environment or in the file .env; .env.example has every variable with its default.`);
  }
  // Every name of the table was read by its own check just above.
  return values as Env;
};
