// Owns the people of a bench workspace: the first admin by set-up, the others by invitation, each signed in once. Their
// sessions are kept in the server's directory, because the next loader process comes to the same server anew.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Account, accountOf, post } from "../../tests/devices/account.ts";
import type { At } from "../peer.ts";

export const benchPassword = "a bench has no secrets 7319";
export const originOf = ({ port }: At): string => `http://127.0.0.1:${port}`;

/** The account of that name: made when it is asked for first, by anybody. `admin` is the one who invites. */
export const accountNamed = async (at: At, name: string): Promise<Account> => {
  const file = join(at.dir, `account-${name}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Account;
  const account = name === "admin" ? await setUp(at) : await join_(at, name);
  writeFileSync(file, JSON.stringify(account));
  return account;
};

const setUp = async (at: At): Promise<Account> =>
  accountOf(await post(originOf(at), "/api/auth/setup", { workspaceName: "Bench", name: "admin", email: "admin@bench.example", password: benchPassword }));

const join_ = async (at: At, name: string): Promise<Account> => {
  const admin = await accountNamed(at, "admin");
  const invited = { email: `${name}@bench.example`, role: "exec" };
  const { data } = await post<{ link: string }>(originOf(at), "/api/invitations", invited, admin.cookie);
  const token = data.link.split("#")[1] ?? "";
  return accountOf(await post(originOf(at), "/api/auth/register", { token, name, password: benchPassword }));
};
