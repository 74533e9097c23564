// A person on a real server, for a device that has no browser: their session, asked for over HTTP. The session outlives
// the server's restarts. Knows nothing of sockets.
export interface Account { readonly user: string; readonly workspace: string; readonly cookie: string }

interface Answer<T> { readonly data: T; readonly cookie: string }
interface Me { readonly user: { readonly id: string }; readonly memberships: readonly { readonly workspaceId: string }[] }

/** The server answered, and not with what was asked for. */
export class NotGiven extends Error {
  readonly status: number;
  readonly body: string;
  constructor(path: string, status: number, body: string) {
    super(`${path} answered ${status}: ${body}`);
    this.status = status;
    this.body = body;
  }
}

/** What the server answers, and the cookies it sets. Rejects with NotGiven, or as fetch does when nobody answers. */
export async function post<T>(origin: string, path: string, body: object, cookie = ""): Promise<Answer<T>> {
  const answer = await fetch(origin + path, { method: "POST", headers: { "content-type": "application/json", origin, cookie }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new NotGiven(path, answer.status, text);
  const set = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  return { data: (JSON.parse(text) as { data: T }).data, cookie: set.join("; ") };
}

/** The session that an answer of sign-in, set-up or registration began. */
export function accountOf({ data, cookie }: Answer<Me>): Account {
  const [membership] = data.memberships;
  if (membership === undefined) throw new Error(`${data.user.id} is in no workspace`);
  return { user: data.user.id, workspace: membership.workspaceId, cookie };
}

export const signIn = async (origin: string, email: string, password: string): Promise<Account> =>
  accountOf(await post<Me>(origin, "/api/auth/login", { email, password }));

/** What a device opens its socket with; good for one opening. */
export const ticketFor = async (origin: string, { cookie, workspace, user }: Account, device: object | null = null): Promise<string> =>
  (await post<{ ticket: string }>(origin, "/api/sync/ticket", { workspaceId: workspace, ...(device && { device: { userId: user, ...device } }) }, cookie)).data.ticket;
