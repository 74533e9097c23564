/**
 * Every variable the server reads, as one table: name, default, meaning and check. `.env.example` is written from it by
 * `npm run env`, in this order.
 */
import { z } from "zod";

export type Variable<T> = {
  /** As it would be written in .env; undefined when there is none. */
  readonly default: string | undefined;
  readonly secret: boolean;
  readonly doc: string;
  readonly check: z.ZodType<T, string>;
};

const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const isUnit = (text: string): text is keyof typeof UNITS => text in UNITS;

const text = z.string().min(1, "must not be empty");
const oneOf = <const T extends string>(...values: readonly T[]) =>
  z.string().pipe(z.enum(values, `must be one of ${values.join(", ")}`));
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
/** Seconds. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, "must be a number with s, m, h or d, like 24h")
  .transform((value) => {
    const unit = value.slice(-1);
    return Number(value.slice(0, -1)) * (isUnit(unit) ? UNITS[unit] : 1);
  });
const secret = z.string().min(32, "must have at least 32 characters");
const origins = z
  .string()
  .transform((value) => value.split(",").map((part) => part.trim()))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: "must be http(s) addresses, comma-separated" })).min(1))
  .transform((urls) => urls.map((url) => new URL(url).origin));
const origin = z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).transform((value) => new URL(value).origin);
const url = z.url({ protocol: /^https?$/, error: "must be an http(s) address" });
const smtpUrl = z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" });
const sender = text.regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, "must be an address or Name <address>");
/** Without TLS only on this machine, for trying out. */
const issuer = url.refine((value) => value.startsWith("https:") || ["localhost", "127.0.0.1", "[::1]"].includes(new URL(value).hostname), "must begin with https://");
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" });

const variable = <T>(
  fallback: string | undefined,
  doc: string,
  check: z.ZodType<T, string>,
  options: { secret?: boolean } = {},
): Variable<T> => ({ default: fallback, doc, check, secret: options.secret ?? false });

export const environment = {
  NODE_ENV: variable(
    "development",
    "development, production or test. production asks for secrets, uses secure cookies and makes no sample workspace",
    oneOf("development", "production", "test"),
  ),
  PORT: variable("8787", "The port the server listens on", integer(0, 65_535)),
  HOST: variable("127.0.0.1", "The address the server listens on; 0.0.0.0 for all", text),
  FRONTEND_URL: variable(
    undefined,
    "Where people open the app, e.g. https://crm.example.com; several with commas. Links in mails use the first. " +
      "Default: http://localhost:PORT. Required in production",
    origins,
  ),
  SERVER_URL: variable(
    undefined,
    "Where this server is reached from outside, where the client is served from another address (docs/deployment.md). Default: the first of FRONTEND_URL",
    origin,
  ),
  COOKIE_SAME_SITE: variable(
    "lax",
    "lax or none. none: the client is served from another site (app.example.com and api.example.com are one site, example.com and example.net are two); needs https",
    oneOf("lax", "none"),
  ),
  TRUST_PROXY: variable(
    "0",
    "How many reverse proxies stand in front and append to X-Forwarded-For; 0 ignores that header",
    integer(0, 10),
  ),
  DATA_DIR: variable("./data", "Folder for the embedded database and generated secrets", text),
  DATABASE_URL: variable(
    undefined,
    "postgres://user:password@host:5432/name. Without it an embedded Postgres in DATA_DIR is used",
    postgresUrl,
    { secret: true },
  ),
  SAMPLE: variable("on", "off: a fresh instance starts empty and asks for the first admin", oneOf("on", "off")),
  JWT_SECRET: variable(
    undefined,
    "Signs session cookies and access tokens; at least 32 characters. Required in production, else generated",
    secret,
    { secret: true },
  ),
  JWT_REFRESH_SECRET: variable(
    undefined,
    "Signs what devices keep for long; at least 32 characters. Required in production, else generated",
    secret,
    { secret: true },
  ),
  JWT_EXPIRE: variable("24h", "How long an access token is good; a browser's session in use is renewed when it is older than this", duration),
  JWT_REFRESH_EXPIRE: variable("7d", "A session unused for this long ends, and so does a refresh token", duration),
  RATE_LIMIT_WINDOW_MS: variable("900000", "Window of the request limits, in milliseconds", integer(1_000, 86_400_000)),
  RATE_LIMIT_MAX_REQUESTS: variable(
    "100",
    "API requests in a window for each address without a session",
    integer(1, 1_000_000_000),
  ),
  RATE_LIMIT_MAX_REQUESTS_SIGNED_IN: variable(
    undefined,
    "API requests in a window for each person, by session or key. Default: twenty times RATE_LIMIT_MAX_REQUESTS",
    integer(1, 1_000_000_000),
  ),
  DEVICE_RECORDS: variable(
    "100000",
    "About how many records the device of a manager or an admin holds by itself: the newest, and what is open besides; " +
      "it asks for the rest. Other people's devices hold all that they may see",
    integer(100, 10_000_000),
  ),
  MAX_FILE_SIZE: variable("5242880", "Largest file that can be attached to a record, in bytes; at most 5242880", integer(1_024, 5_242_880)),
  MAX_FILES_TOTAL: variable("5368709120", "All files of a workspace together, in bytes. They lie in the database", integer(0, 1_000_000_000_000_000)),
  UPLOAD_PATH: variable(undefined, "Has no effect, and the server says so where it is set: files lie in the database and in its backups (decision 29)", text),
  LOG_LEVEL: variable(
    "info",
    "Least level that is logged: fatal, error, warn, info, debug, trace, silent",
    oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent"),
  ),
  LOG_FILE: variable(undefined, "File that gets every log line as well", text),
  ERROR_LOG_FILE: variable(undefined, "File that gets errors as well", text),
  METRICS_TOKEN: variable(
    undefined,
    "What a scraper of /metrics has to send as a bearer token; at least 32 characters. Without it there is no /metrics",
    secret,
    { secret: true },
  ),
  SMTP_HOST: variable(undefined, "Mail server. Without it invitation links are only shown to the admin, and nobody can reset a password", text),
  SMTP_PORT: variable("587", "Port of the mail server; 465 uses TLS from the start", integer(1, 65_535)),
  SMTP_USER: variable(undefined, "User at the mail server", text),
  SMTP_PASS: variable(undefined, "Password at the mail server", text, { secret: true }),
  MAIL_FROM: variable(undefined, "Sender of mails. Default: SMTP_USER", text),
  CAMPAIGN_VENDOR: variable(
    undefined,
    "Who delivers campaigns: smtp, http, simulated (nothing leaves the server) or none. " +
      "Default: simulated; in production smtp where a mail server is set, else none",
    oneOf("smtp", "http", "simulated", "none"),
  ),
  CAMPAIGN_SMTP_URL: variable(undefined, "Mail server of campaigns, smtp(s)://user:password@host:port. Default: that of SMTP_HOST", smtpUrl, { secret: true }),
  CAMPAIGN_HTTP_URL: variable(undefined, "Where the HTTP vendor takes messages: it is sent POST …/messages (docs/campaigns.md)", url),
  CAMPAIGN_HTTP_KEY: variable(undefined, "What that vendor knows this server by", text, { secret: true }),
  CAMPAIGN_HTTP_SECRET: variable(undefined, "What that vendor signs its receipts with; at least 32 characters", secret, { secret: true }),
  CAMPAIGN_FROM: variable(undefined, "Who campaigns are from: an address, or Name <address>. Default: MAIL_FROM", sender),
  CAMPAIGN_LEASE_SECONDS: variable("120", "After how many seconds without a word another server takes over messages that one had in hand; a hand-over is broken off after half of them", integer(2, 3600)),
  RATE_LIMIT_RECEIPTS: variable("60000", "Requests with receipts of campaigns in a minute from each address; they count in no other limit", integer(1, 1_000_000_000)),
  GOOGLE_CLIENT_ID: variable(undefined, "Client at Google; with it people can sign in with Google", text),
  GOOGLE_CLIENT_SECRET: variable(undefined, "Secret of that client", text, { secret: true }),
  GOOGLE_CALLBACK_URL: variable(undefined, "Where Google sends people back to. Default: SERVER_URL/api/auth/google/callback", url),
  OIDC_ISSUER: variable(undefined, "Any OpenID Connect issuer, e.g. https://login.example.com; with it people can sign in there", issuer),
  OIDC_CLIENT_ID: variable(undefined, "Client at that issuer", text),
  OIDC_CLIENT_SECRET: variable(undefined, "Secret of that client; none for a public one", text, { secret: true }),
  OIDC_CALLBACK_URL: variable(undefined, "Where the issuer sends people back to. Default: SERVER_URL/api/auth/oidc/callback", url),
  OIDC_NAME: variable("single sign-on", "What the button calls the issuer: Continue with …", text),
  OIDC_ALGORITHM: variable("RS256", "What the issuer signs ID tokens with: RS256, PS256, ES256, EdDSA", oneOf("RS256", "PS256", "ES256", "EdDSA")),
  OPENAI_API_KEY: variable(undefined, "Key of a language model for workspaces that name none of their own", text, { secret: true }),
  OPENAI_BASE_URL: variable(undefined, "Any endpoint that speaks OpenAI's protocol. Default: OpenAI's own, where OPENAI_API_KEY is set", url),
  OPENAI_MODEL: variable(undefined, "The model there. Default: that of the endpoint's preset", text),
  GOOGLE_API_KEY: variable(undefined, "Key of Google Gemini, where no OPENAI_ variable is set", text, { secret: true }),
  AI_REQUESTS_PER_DAY: variable("500", "Requests to a language model for each person a day, at the most; 0 for none", integer(0, 1_000_000)),
  MODEL_DIR: variable(undefined, "Folder of the model of meaning, which is handed to devices. Default: model in DATA_DIR", text),
  MODEL_FETCH: variable("off", "on: fetch that model (23 MB, Apache-2.0) from MODEL_SOURCE at start where it is not there. Or run: npm run model:fetch", oneOf("on", "off")),
  MODEL_SOURCE: variable("https://huggingface.co/Xenova/all-MiniLM-L6-v2/resolve/main", "Where the model is fetched from; a mirror must hold the same files, byte for byte", url),
  MODEL_ON_SERVER: variable("off", "on: the server runs the model too, for devices that cannot (some 350 MB of memory while it is in use)", oneOf("on", "off")),
  EMBEDDINGS_URL: variable(undefined, "An endpoint that speaks OpenAI's protocol (/embeddings), for vectors of 1536 numbers beside those of devices. What goes there is only what the workspace and the contact agreed may leave, with names and addresses replaced", url),
  EMBEDDINGS_KEY: variable(undefined, "The key of that endpoint", text, { secret: true }),
  EMBEDDINGS_MODEL: variable("text-embedding-3-small", "The model to ask it for; another one has everything embedded again", text),
  HUBSPOT_URL: variable("https://api.hubapi.com", "Where the API of HubSpot is, for imports from it", url),
  PRIVATE_TARGETS: variable(
    "off",
    "on: webhooks, push and a language model (Ollama, vLLM) may also go to addresses inside this server's own network (and without TLS), for systems that are there",
    oneOf("on", "off"),
  ),
} satisfies Record<string, Variable<unknown>>;

/** What stands in `.env.example` over the variables that begin with this one. */
export const headings: { readonly [N in keyof typeof environment]?: string } = {
  NODE_ENV: "Where it runs",
  DATA_DIR: "Where it keeps its data",
  JWT_SECRET: "Signing in",
  RATE_LIMIT_WINDOW_MS: "Limits",
  LOG_LEVEL: "Logs and figures",
  SMTP_HOST: "Mail",
  CAMPAIGN_VENDOR: "Campaigns",
  GOOGLE_CLIENT_ID: "Signing in by another service",
  OPENAI_API_KEY: "A language model",
  MODEL_DIR: "Search by meaning",
  HUBSPOT_URL: "Systems that are read from",
  PRIVATE_TARGETS: "The network it is in",
};
