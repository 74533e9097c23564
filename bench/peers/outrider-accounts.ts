// Owns the people of a bench workspace. Their sessions are kept in the server's directory, because the next loader
// process comes to the same server anew.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "../../tests/devices/account.ts";
import { invite, type Invited, setUpAdmin } from "../../tests/devices/people.ts";
import type { At } from "../peer.ts";

export const originOf = ({ port }: At): string => `http://127.0.0.1:${port}`;

/** The account of that name: made when it is asked for first, by anybody. `admin` is the one who invites. */
export const accountNamed = async (at: At, name: string, place: Omit<Invited, "name"> = { role: "exec" }): Promise<Account> => {
  const file = join(at.dir, `account-${name}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Account;
  const account = name === "admin" ? await setUpAdmin(originOf(at)) : await invite(originOf(at), await accountNamed(at, "admin"), { name, ...place });
  writeFileSync(file, JSON.stringify(account));
  return account;
};
