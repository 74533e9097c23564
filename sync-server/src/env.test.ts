import { describe, expect, it } from "vitest";
import { environment } from "./env-table.ts";
import { readEnv, serverUrl } from "./env.ts";

describe("the environment", () => {
  it("O2 nothing set gives every default", () => {
    expect(readEnv({})).toMatchObject({
      PORT: 8787,
      HOST: "127.0.0.1",
      NODE_ENV: "development",
      JWT_EXPIRE: 86_400,
      JWT_REFRESH_EXPIRE: 604_800,
      FRONTEND_URL: ["http://localhost:8787"],
      DATABASE_URL: undefined,
    });
  });

  it("O2 everything wrong is said at once, by name and without secret values", () => {
    const wrong = {
      PORT: "99999",
      DATABASE_URL: "mysql://user:hunter2@host/db",
      JWT_SECRET: "hunter2",
      JWT_EXPIRE: "forever",
      FRONTEND_URL: "ftp://example.com",
      RATE_LIMIT_MAX_REQUESTS: "-1",
    };
    let message = "";
    try {
      readEnv(wrong);
    } catch (error) {
      message = String(error);
    }
    for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name} `);
    expect(message).not.toContain("hunter2");
  });

  it("O2 M7 a vendor of campaigns that is named has all that it needs, or what is missing is named", () => {
    expect(() => readEnv({ CAMPAIGN_VENDOR: "http" })).toThrow(/CAMPAIGN_HTTP_URL[\s\S]*CAMPAIGN_HTTP_KEY[\s\S]*CAMPAIGN_HTTP_SECRET[\s\S]*CAMPAIGN_FROM/);
    expect(() => readEnv({ CAMPAIGN_VENDOR: "smtp", CAMPAIGN_FROM: "a@b.example" })).toThrow("CAMPAIGN_SMTP_URL or SMTP_HOST");
    for (const from of ["nobody", "a@b.example\r\nBcc: c@d.example", "<a@b>c"]) expect(() => readEnv({ CAMPAIGN_FROM: from })).toThrow("CAMPAIGN_FROM must be");
    expect(readEnv({ CAMPAIGN_VENDOR: "smtp", CAMPAIGN_SMTP_URL: "smtps://user:p%40ss@mail.example", CAMPAIGN_FROM: "Acme GmbH <news@acme.example>" }).CAMPAIGN_FROM).toBe("Acme GmbH <news@acme.example>");
  });

  it("O2 an empty value is the same as none, and several addresses are taken", () => {
    const env = readEnv({ PORT: " ", FRONTEND_URL: "https://a.example, https://b.example/app" });
    expect(env.PORT).toBe(8787);
    expect(env.FRONTEND_URL).toEqual(["https://a.example", "https://b.example"]);
  });

  it("O2 every default passes its own check, and no secret has one", () => {
    const faults = Object.entries(environment).filter(
      ([, { default: value, secret, doc, check }]) =>
        doc === "" || (value !== undefined && (secret || !check.safeParse(value).success)),
    );
    expect(faults).toEqual([]);
  });

  it("U1 O2 another sign-in service is whole or not there, and without TLS only on this machine", () => {
    expect(() => readEnv({ GOOGLE_CLIENT_ID: "a" })).toThrow("GOOGLE_CLIENT_SECRET is required when GOOGLE_CLIENT_ID is set");
    expect(() => readEnv({ OIDC_ISSUER: "https://login.example.com" })).toThrow("OIDC_CLIENT_ID is required when OIDC_ISSUER is set");
    expect(() => readEnv({ OIDC_ISSUER: "http://login.example.com", OIDC_CLIENT_ID: "a" })).toThrow("OIDC_ISSUER must begin with https://");
    expect(() => readEnv({ OIDC_ISSUER: "https://login.example.com", OIDC_CLIENT_ID: "a", OIDC_ALGORITHM: "none" })).toThrow("OIDC_ALGORITHM must be one of");
    expect(readEnv({ OIDC_ISSUER: "http://127.0.0.1:9", OIDC_CLIENT_ID: "a" })).toMatchObject({ OIDC_ISSUER: "http://127.0.0.1:9", OIDC_ALGORITHM: "RS256" });
  });

  it("O2 what is wrong is said with what it is, what it is for and what to do, but never with a secret in it", () => {
    const said = (source: Record<string, string>): string => {
      try {
        readEnv(source);
        return "";
      } catch (error) {
        return String(error);
      }
    };
    expect(said({ PORT: "eighty" })).toContain('PORT must be a whole number, and it is "eighty". The port the server listens on. Default: 8787');
    expect(said({ NODE_ENV: "production" })).toContain("JWT_SECRET is required in production. Make one: openssl rand -base64 32");
    expect(said({ NODE_ENV: "production" })).toContain("FRONTEND_URL is required in production. It is the address at which people open the app");
    expect(said({ OPENAI_BASE_URL: "ftp://me:hunter2@model.example" })).toContain('"ftp://…@model.example"');
    expect(said({ METRICS_TOKEN: "hunter2", SMTP_PASS: "hunter2" })).not.toContain("hunter2");
    expect(said({ SMTP_PASS: "x" })).toContain("SMTP_USER is required when SMTP_PASS is set.");
    for (const wrong of [{ PORT: "eighty" }, { NODE_ENV: "production" }]) expect(said(wrong)).toMatch(/Set them in the environment or in the file \.env; \.env\.example has every variable with its default\.$/);
  });

  it("O2 in production people come over TLS, or from this machine", () => {
    const production = { NODE_ENV: "production", JWT_SECRET: "a".repeat(32), JWT_REFRESH_SECRET: "b".repeat(32) };
    expect(() => readEnv({ ...production, FRONTEND_URL: "https://a.example, http://b.example" })).toThrow("FRONTEND_URL must begin with https:// in production, and http://b.example does not");
    for (const url of ["https://a.example", "http://localhost:8787", "http://127.0.0.1"]) expect(readEnv({ ...production, FRONTEND_URL: url }).FRONTEND_URL).toEqual([url]);
  });

  it("O6 the server's own address is that of the app unless it is another, and a cookie for other sites needs TLS", () => {
    expect(serverUrl(readEnv({ FRONTEND_URL: "https://a.example,https://b.example" }))).toBe("https://a.example");
    expect(serverUrl(readEnv({ FRONTEND_URL: "https://a.example", SERVER_URL: "https://api.example/" }))).toBe("https://api.example");
    expect(() => readEnv({ COOKIE_SAME_SITE: "none" })).toThrow("COOKIE_SAME_SITE cannot be none without https");
    expect(() => readEnv({ COOKIE_SAME_SITE: "none", FRONTEND_URL: "https://a.example", SERVER_URL: "http://api.example" })).toThrow("COOKIE_SAME_SITE cannot be none");
    expect(readEnv({ COOKIE_SAME_SITE: "none", FRONTEND_URL: "https://a.example" }).COOKIE_SAME_SITE).toBe("none");
    expect(() => readEnv({ COOKIE_SAME_SITE: "strict" })).toThrow("COOKIE_SAME_SITE must be one of lax, none");
  });
});
