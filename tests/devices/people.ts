// The people of a workspace that a test or a bench makes: the first admin by set-up, the others by invitation, each
// signed in once. Knows nothing of sockets and keeps nothing.
import { type Account, accountOf, post } from "./account.ts";

export const benchPassword = "a bench has no secrets 7319";

export interface Invited { readonly name: string; readonly role: "exec" | "manager"; readonly team?: string }

export const setUpAdmin = async (origin: string): Promise<Account> =>
  accountOf(await post(origin, "/api/auth/setup", { workspaceName: "Bench", name: "admin", email: "admin@bench.example", password: benchPassword }));

export async function invite(origin: string, admin: Account, { name, ...place }: Invited): Promise<Account> {
  const { data } = await post<{ link: string }>(origin, "/api/invitations", { email: `${name}@bench.example`, ...place }, admin.cookie);
  const token = data.link.split("#")[1] ?? "";
  return accountOf(await post(origin, "/api/auth/register", { token, name, password: benchPassword }));
}
