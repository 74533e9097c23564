/**
 * What the links in mails lead to: /u/… to unsubscribe, /o/… a picture whose loading is counted, /c/… a link whose click is.
 * Pages of plain HTML without a script, for people who are not signed in and never were. Invariants: looking at /u/… changes
 * nothing (mail programs look at links by themselves), asking with POST does; a link that is none is told nothing more.
 */
import { Hono } from "hono";
import { type CreateCounter, memoryCounters } from "../auth/counters.ts";
import { hashToken } from "../auth/hash-token.ts";
import type { Campaigns } from "../campaigns/open-campaigns.ts";
import type { AppEnv, Ctx } from "./context.ts";

export interface MailLinkRoutesDeps { readonly campaigns: Pick<Campaigns, "links">; readonly limits: { readonly counter?: CreateCounter } }

/** A minute, of one link that is one. Not of one address: the mail programs of millions come from a few. */
const ONE_LINK = 60;
/** A minute, for each address, of links that are none: somebody guesses. */
const GUESSES = 300;
const TOKEN = /^[\w-]{43}$/;
/** A picture of one transparent dot. */
const DOT = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

const STYLE = `:root{color-scheme:light dark;--ground:#f6f5f2;--card:#fff;--ink:#1d1c1a;--soft:#5c5954;--line:#dedad3;--accent:#1f5f4f;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#171614;--card:#211f1d;--ink:#f2efe9;--soft:#b3aea5;--line:#3a3733;--accent:#7fd1b9;--on:#10211c}}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif}
main{box-sizing:border-box;max-width:28rem;margin:14vh auto 2rem;padding:1.75rem 1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
@media (max-width:30rem){main{margin:1rem}}
h1{margin:0 0 .5rem;font-size:1.375rem;line-height:1.25}p{margin:0;color:var(--soft)}
button{margin-top:1.25rem;width:100%;min-height:3rem;padding:.5rem 1.25rem;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:0;border-radius:.5rem;cursor:pointer}
button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}`;
const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style>${STYLE}</style></head>
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
  const [visits, guesses] = [["mail-link", ONE_LINK] as const, ["mail-link-none", GUESSES] as const].map(([name, points]) => (limits.counter ?? memoryCounters)({ name, points, seconds: 60 }));
  const show = (c: Ctx, html: string, status: 200 | 404 | 429 = 200): Response => c.html(html, status, { "Content-Security-Policy": POLICY, "Cache-Control": "no-store" });
  const tokenOf = (c: Ctx): string | null => {
    const token = c.req.param("token") ?? "";
    return TOKEN.test(token) ? token : null;
  };
  const isTooOften = async (token: string | null): Promise<boolean> => token !== null && (await visits?.add(hashToken(token)))?.allowed === false;
  const showNone = async (c: Ctx): Promise<Response> => ((await guesses?.add(c.var.address))?.allowed === false ? show(c, OFTEN, 429) : show(c, NONE, 404));

  app.get("/u/:token", async (c) => {
    const token = tokenOf(c);
    if (await isTooOften(token)) return show(c, OFTEN, 429);
    const found = token === null ? null : await links.look(token);
    return found === null ? showNone(c) : show(c, found.done ? DONE : ASK);
  });
  // Mail programs that offer one click post here too (RFC 8058): from anywhere, without a cookie, and what they post says nothing more.
  app.post("/u/:token", async (c) => {
    const token = tokenOf(c);
    if (await isTooOften(token)) return show(c, OFTEN, 429);
    return token !== null && (await links.unsubscribe(token)) ? show(c, DONE) : showNone(c);
  });
  app.get("/o/:token", async (c) => {
    const token = tokenOf(c);
    if (token !== null && !(await isTooOften(token))) await links.opened(token);
    return c.body(DOT, 200, { "Content-Type": "image/gif", "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "cross-origin" });
  });
  app.get("/c/:token/:index{[0-9]{1,3}}", async (c) => {
    const token = tokenOf(c);
    if (await isTooOften(token)) return show(c, OFTEN, 429);
    const url = token === null ? null : await links.clicked(token, Number(c.req.param("index")));
    return url === null ? showNone(c) : c.redirect(url, 302);
  });
  return app;
};
