/**
 * A real OpenID provider on this machine, that signs in whoever the test says, and whose ID tokens the test can replace on
 * their way: signed by the provider's own key, by another, or not at all.
 */
import { createServer, type ServerResponse } from "node:http";
import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import Provider from "oidc-provider";
import type { Browser, Reply } from "./test-server.ts";

export type TestIssuer = {
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Who is signed in there from now on. */
  person: { sub: string; email?: string | undefined; email_verified?: boolean | undefined; name?: string | undefined };
  /** What becomes of the next ID tokens. */
  forge: ((claims: JWTPayload, issuer: TestIssuer) => Promise<string> | string) | undefined;
  /** Signs by the issuer's own key. */
  sign(claims: JWTPayload): Promise<string>;
  /** What userinfo says, where it is to differ. */
  userInfoSub: string | undefined;
  /** From one of our addresses to the issuer and back: the address it ends at, not yet gone to. */
  trip(browser: Browser, start?: string): Promise<string>;
  /** The trip to its end, as a program would make it. */
  enter(browser: Browser, start?: string): Promise<Reply>;
  close(): Promise<void>;
};

export const CLIENT = { id: "outrider", secret: "a secret that both sides know" } as const;

export const openIssuer = async (port: number, home: string): Promise<TestIssuer> => {
  const url = `http://127.0.0.1:${port}`;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: "first", alg: "RS256", use: "sig" };
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${home}/api/auth/oidc/callback`],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    jwks: { keys: [key] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    cookies: { keys: ["only for this test"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...issuer.person, sub }) }),
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.on("server_error", (_ctx, error) => process.stderr.write(`the test's issuer failed: ${error.stack ?? error.message}\n`));
  const serve = provider.callback();

  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path.startsWith("/interaction/")) {
      void provider.interactionFinished(request, response, { login: { accountId: issuer.person.sub } }, { mergeWithLastSubmission: false });
      return;
    }
    if (path.startsWith("/token") && issuer.forge !== undefined) replaceBody(response, async (body) => ("id_token" in body ? { ...body, id_token: await issuer.forge?.(decodeJwt(String(body["id_token"])), issuer) } : body));
    if (path.startsWith("/me") && issuer.userInfoSub !== undefined) replaceBody(response, (body) => Promise.resolve({ ...body, sub: issuer.userInfoSub }));
    void serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  const issuer: TestIssuer = {
    url,
    environment: { OIDC_ISSUER: url, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: "Example" },
    person: { sub: "nobody" },
    forge: undefined,
    userInfoSub: undefined,
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "first" }).sign(privateKey),
    async trip(browser, start = "/api/auth/oidc") {
      const first = await browser.send("GET", start);
      let next = first.headers.get("location") ?? "";
      const jar = new Map<string, string>();
      for (let hops = 0; hops < 10 && next.startsWith(url); hops++) {
        const response = await fetch(next, { redirect: "manual", headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") } });
        for (const line of response.headers.getSetCookie()) {
          const pair = line.split(";")[0] ?? "";
          jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
        }
        next = new URL(response.headers.get("location") ?? "", next).href;
      }
      return next.replace(home, "");
    },
    async enter(browser, start) {
      return browser.send("GET", await this.trip(browser, start));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
};

/** The answer's JSON is another by the time it is sent. */
const replaceBody = (response: ServerResponse, change: (body: Record<string, unknown>) => Promise<Record<string, unknown>>): void => {
  const end = response.end.bind(response);
  response.end = (chunk?: unknown) => {
    const body: unknown = JSON.parse(typeof chunk === "string" || Buffer.isBuffer(chunk) ? String(chunk) : "{}");
    void change(typeof body === "object" && body !== null ? { ...body } : {}).then((changed) => {
      const text = JSON.stringify(changed);
      response.setHeader("Content-Length", Buffer.byteLength(text));
      end(text);
    });
    return response;
  };
};
