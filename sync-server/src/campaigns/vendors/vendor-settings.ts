// Which vendor delivers, by the environment. Invariant: in production nothing is simulated unless somebody says so by name,
// and elsewhere nothing leaves the server unless somebody says so.
import type { Env } from "../../env.ts";
import type { SmtpServer } from "./smtp-vendor.ts";

export type VendorSettings =
  | { readonly name: "simulated" }
  | { readonly name: "smtp"; readonly server: SmtpServer; readonly from: string }
  | { readonly name: "http"; readonly url: string; readonly key: string; readonly secret: string; readonly from: string };

type Read = Pick<Env, "NODE_ENV" | "CAMPAIGN_VENDOR" | "CAMPAIGN_SMTP_URL" | "CAMPAIGN_HTTP_URL" | "CAMPAIGN_HTTP_KEY" | "CAMPAIGN_HTTP_SECRET" | "CAMPAIGN_FROM" | "SMTP_HOST" | "SMTP_PORT" | "SMTP_USER" | "SMTP_PASS" | "MAIL_FROM">;

function serverOf({ CAMPAIGN_SMTP_URL, SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASS }: Read): SmtpServer | null {
  if (CAMPAIGN_SMTP_URL === undefined) return SMTP_HOST === undefined ? null : { host: SMTP_HOST, port: SMTP_PORT, secure: SMTP_PORT === 465, user: SMTP_USER, password: SMTP_PASS };
  const { protocol, hostname, port, username, password } = new URL(CAMPAIGN_SMTP_URL);
  const secure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""), port: port === "" ? (secure ? 465 : 587) : Number(port), secure,
    user: username === "" ? undefined : decodeURIComponent(username), password: password === "" ? undefined : decodeURIComponent(password),
  };
}

/** Null: there is none, and campaigns cannot be sent. What is missing for the vendor that is named, env.ts has complained of. */
export function vendorSettings(env: Read): VendorSettings | null {
  const from = env.CAMPAIGN_FROM ?? env.MAIL_FROM ?? env.SMTP_USER ?? "";
  const server = serverOf(env);
  switch (env.CAMPAIGN_VENDOR ?? (env.NODE_ENV === "production" ? (server && from !== "" ? "smtp" : "none") : "simulated")) {
    case "simulated":
      return { name: "simulated" };
    case "smtp":
      return server && { name: "smtp", server, from };
    case "http": {
      const { CAMPAIGN_HTTP_URL: url = "", CAMPAIGN_HTTP_KEY: key = "", CAMPAIGN_HTTP_SECRET: secret = "" } = env;
      return { name: "http", url, key, secret, from };
    }
    case "none":
      return null;
  }
}
