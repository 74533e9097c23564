/**
 * What the links in mails lead to: /u/… to unsubscribe, /o/… a picture whose loading is counted, /c/… a link whose click is.
 * Pages of plain HTML without a script, for people who are not signed in and never were. Invariants: looking at /u/… changes
 * nothing (mail programs look at links by themselves), asking with POST does; a link that is none is told nothing more.
 */
import { Hono } from "hono";
import { type CreateCounter, memoryCounters } from "../auth/counters.ts";
import type { Campaigns } from "../campaigns/open-campaigns.ts";
import type { AppEnv, Ctx } from "./context.ts";

export interface MailLinkRoutesDeps { readonly campaigns: Pick<Campaigns, "links">; readonly limits: { readonly counter?: CreateCounter } }

/** A minute, for each address: mail programs of a whole firm may come from one. */
const PER_MINUTE = 300;
const TOKEN = /^[\w-]{43}$/;
/** A picture of one transparent dot. */
const DOT = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.25rem}button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;cursor:pointer}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`;
const ASK = page("Unsubscribe", '<p>You will get no more campaigns by e-mail from this sender.</p><form method="post"><button type="submit">Unsubscribe</button></form>');
const DONE = page("You are unsubscribed", "<p>No more campaigns will be sent to you.</p>");
const NONE = page("This link is not known", "<p>Open the link in the mail again, as a whole.</p>");
const OFTEN = page("Too many requests", "<p>Try again in a minute.</p>");
// The page's own style and nothing else: no script, nothing from anywhere, sent to nowhere but here.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const mailLinkRoutes = ({ campaigns: { links }, limits }: MailLinkRoutesDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  const visits = (limits.counter ?? memoryCounters)({ name: "mail-link", points: PER_MINUTE, seconds: 60 });
  const show = (c: Ctx, html: string, status: 200 | 404 | 429 = 200): Response => c.html(html, status, { "Content-Security-Policy": POLICY, "Cache-Control": "no-store" });
  const tokenOf = (c: Ctx): string | null => {
    const token = c.req.param("token") ?? "";
    return TOKEN.test(token) ? token : null;
  };
  const isTooOften = async (c: Ctx): Promise<boolean> => !(await visits.add(c.var.address)).allowed;

  app.get("/u/:token", async (c) => {
    if (await isTooOften(c)) return show(c, OFTEN, 429);
    const token = tokenOf(c);
    const found = token === null ? null : await links.look(token);
    return found === null ? show(c, NONE, 404) : show(c, found.done ? DONE : ASK);
  });
  // Mail programs that offer one click post here too (RFC 8058): from anywhere, without a cookie, and what they post says nothing more.
  app.post("/u/:token", async (c) => {
    if (await isTooOften(c)) return show(c, OFTEN, 429);
    const token = tokenOf(c);
    return token !== null && (await links.unsubscribe(token)) ? show(c, DONE) : show(c, NONE, 404);
  });
  app.get("/o/:token", async (c) => {
    const token = tokenOf(c);
    if (token !== null && !(await isTooOften(c))) await links.opened(token);
    return c.body(DOT, 200, { "Content-Type": "image/gif", "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "cross-origin" });
  });
  app.get("/c/:token/:index{[0-9]{1,3}}", async (c) => {
    if (await isTooOften(c)) return show(c, OFTEN, 429);
    const token = tokenOf(c);
    const url = token === null ? null : await links.clicked(token, Number(c.req.param("index")));
    return url === null ? show(c, NONE, 404) : c.redirect(url, 302);
  });
  return app;
};
