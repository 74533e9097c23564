// Owns the people of a bench workspace: the first admin by set-up, the others by invitation, each signed in once. Their
// sessions are kept in the server's directory, because the next loader process comes to the same server anew.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { At } from "../peer.ts";

export interface Account {
  readonly user: string;
  readonly workspace: string;
  readonly cookie: string;
}

const password = "a bench has no secrets 7319";
export const originOf = ({ port }: At): string => `http://127.0.0.1:${port}`;

interface Answer<T> {
  readonly data: T;
  readonly cookie: string;
}

const post = async <T>(at: At, path: string, body: object, cookie = ""): Promise<Answer<T>> => {
  const origin = originOf(at);
  const answer = await fetch(origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin, cookie },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  const set = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { data: (JSON.parse(text) as { data: T }).data, cookie: set.join("; ") };
};

interface Me {
  readonly user: { readonly id: string };
  readonly memberships: readonly { readonly workspaceId: string }[];
}

const accountOf = ({ data, cookie }: Answer<Me>): Account => ({
  user: data.user.id,
  workspace: data.memberships[0]?.workspaceId ?? "",
  cookie,
});

/** What a device opens its socket with. */
export const ticketFor = async (at: At, { cookie, workspace }: Account): Promise<string> =>
  (await post<{ ticket: string }>(at, "/api/sync/ticket", { workspaceId: workspace }, cookie)).data.ticket;

/** The account of that name: made when it is asked for first, by anybody. `admin` is the one who invites. */
export const accountNamed = async (at: At, name: string): Promise<Account> => {
  const file = join(at.dir, `account-${name}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Account;
  const account = name === "admin" ? await setUp(at) : await join_(at, name);
  writeFileSync(file, JSON.stringify(account));
  return account;
};

const setUp = async (at: At): Promise<Account> =>
  accountOf(await post(at, "/api/auth/setup", { workspaceName: "Bench", name: "admin", email: "admin@bench.example", password }));

const join_ = async (at: At, name: string): Promise<Account> => {
  const admin = await accountNamed(at, "admin");
  const invited = { email: `${name}@bench.example`, role: "exec" };
  const { data } = await post<{ link: string }>(at, "/api/invitations", invited, admin.cookie);
  const token = data.link.split("#")[1] ?? "";
  return accountOf(await post(at, "/api/auth/register", { token, name, password }));
};
