import { expect, it } from "vitest";
import { readEnv } from "../../env.ts";
import { vendorSettings } from "./vendor-settings.ts";

const SECRET = "x".repeat(32);
const PRODUCTION = { NODE_ENV: "production", JWT_SECRET: SECRET, JWT_REFRESH_SECRET: SECRET, FRONTEND_URL: "https://crm.example" };
const of = (variables: Readonly<Record<string, string>>) => vendorSettings(readEnv(variables));

it("M7 nothing leaves a server that nobody set up, and in production nothing is simulated unless it is named", () => {
  expect(of({})).toEqual({ name: "simulated" });
  expect(of({ SMTP_HOST: "mail.example", MAIL_FROM: "a@b.example" })).toEqual({ name: "simulated" });
  expect(of(PRODUCTION)).toBeNull();
  expect(of({ ...PRODUCTION, CAMPAIGN_VENDOR: "simulated" })).toEqual({ name: "simulated" });
  expect(of({ ...PRODUCTION, SMTP_HOST: "mail.example", SMTP_PORT: "465", MAIL_FROM: "a@b.example" })).toEqual({ name: "smtp", server: { host: "mail.example", port: 465, secure: true, user: undefined, password: undefined }, from: "a@b.example" });
  expect(of({ ...PRODUCTION, SMTP_HOST: "mail.example", MAIL_FROM: "a@b.example", CAMPAIGN_VENDOR: "none" })).toBeNull();
});

it("M7 campaigns may have a mail server and a sender of their own", () => {
  const own = { CAMPAIGN_VENDOR: "smtp", CAMPAIGN_SMTP_URL: "smtps://us%40er:p%3Ass@[2001:db8::1]", CAMPAIGN_FROM: "Acme <news@acme.example>", SMTP_HOST: "other", MAIL_FROM: "x@y.example" };
  expect(of(own)).toEqual({ name: "smtp", server: { host: "2001:db8::1", port: 465, secure: true, user: "us@er", password: "p:ss" }, from: "Acme <news@acme.example>" });
  expect(of({ ...own, CAMPAIGN_SMTP_URL: "smtp://mail.example:2525" })).toMatchObject({ server: { host: "mail.example", port: 2525, secure: false, user: undefined } });
  expect(of({ CAMPAIGN_VENDOR: "http", CAMPAIGN_HTTP_URL: "https://v.example", CAMPAIGN_HTTP_KEY: "k", CAMPAIGN_HTTP_SECRET: SECRET, MAIL_FROM: "x@y.example" })).toEqual({ name: "http", url: "https://v.example", key: "k", secret: SECRET, from: "x@y.example" });
});
