// Owns who is signed in, as the page knows it. Invariant: a person who was signed in on this device gets to his data
// at once and without a network; the server's word, when it comes, corrects what was remembered; nobody is shown as
// signed in before the device has kept it, and what one tab learns the others follow. Holds no secret: the session
// itself is a cookie no script can read.
import type { Result } from "@outrider/shared/kernel";
import type { ApiProblem, JsonApi } from "../platform/json-api.ts";
import type { PersonMemory } from "../platform/person-memory.ts";
import { parseUser, userOfMe, type SignedInUser } from "./signed-in-user.ts";

export type SessionState =
  | { readonly kind: "checking" }
  | {
      readonly kind: "signed-in"; readonly user: SignedInUser; readonly expired: boolean;
      /** The server lets this person do one thing, set up the second step: "now" is to be shown before anything else, "later" is said beside what is on this device. */
      readonly owes?: "now" | "later";
    }
  /** `left`: what this device kept of why it holds nobody's data any more (platform/left-behind.ts). */
  | { readonly kind: "signed-out"; readonly reachable: boolean; readonly left?: string | undefined }
  | { readonly kind: "needs-set-up" };

type Answer = Promise<Result<undefined, ApiProblem>>;

export type Session = {
  readonly read: () => SessionState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Resolves as soon as it is known whether there is someone to show data to. */
  readonly ready: () => Promise<SessionState>;
  /** Asks the server again. */
  readonly check: () => Promise<void>;
  /** The person goes on with what is on this device, and sets up the second step later. */
  readonly owesLater: () => void;
  /** By one of the ways in. The value is the challenge of a second step, where the server asks for one; undefined: one is in. */
  readonly enter: (path: string, body: unknown) => Promise<Result<string | undefined, ApiProblem>>;
  /** `before` runs when the server has ended the session and before this page forgets who it was. */
  readonly signOut: (before?: () => Promise<void>) => Answer;
};

const parse = (text: string | undefined): SignedInUser | undefined => {
  try {
    return parseUser(JSON.parse(text ?? "null"));
  } catch {
    return undefined;
  }
};

const property = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && key in value ? (value as Record<string, unknown>)[key] : undefined;

export const createSession = ({ api, memory }: { readonly api: JsonApi; readonly memory: PersonMemory }): Session => {
  let state: SessionState = { kind: "checking" };
  /** What the device remembers, as far as this page knows. */
  let kept: string | undefined;
  const listeners = new Set<() => void>();
  const become = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const enterAs = async (user: SignedInUser, tell: boolean, owes?: "now" | "later"): Promise<void> => {
    const text = JSON.stringify(user);
    if (tell || text !== kept) await memory.write(text);
    kept = text;
    become({ kind: "signed-in", user, expired: false, ...(owes !== undefined && { owes }) });
  };
  const recall = async (): Promise<SignedInUser | undefined> => {
    kept = await memory.read();
    return parse(kept);
  };

  const recalled = recall().then((user) => {
    if (user !== undefined) become({ kind: "signed-in", user, expired: false });
  });
  const followOther = async (): Promise<void> => {
    await recalled;
    const user = await recall();
    if (user !== undefined) become({ kind: "signed-in", user, expired: false, ...(state.kind === "signed-in" && state.user.id === user.id && state.owes && { owes: state.owes }) });
    else if (state.kind === "signed-in") become({ kind: "signed-out", reachable: true, left: kept });
  };
  memory.onOther(() => void followOther());

  /** Who is at work already is not taken from it: only a start and a sign-in lead to setting it up at once. */
  let started = false;
  const owedBy = (answer: unknown, atOnce: boolean): "now" | "later" | undefined => {
    if (property(property(answer, "me"), "secondFactorRequired") !== true) return undefined;
    return atOnce ? "now" : (state.kind === "signed-in" && state.owes) || "later";
  };

  const userOf = (answer: unknown) => userOfMe(property(answer, "me"), state.kind === "signed-in" ? state.user.workspaceId : undefined);

  const check = async (): Promise<void> => {
    const [answer] = await Promise.all([api({ method: "GET", path: "/api/auth/state" }), recalled]);
    const first = !started;
    started = true;
    if (!answer.ok) {
      if (state.kind !== "signed-in") become({ kind: "signed-out", reachable: answer.error.kind !== "unreachable", left: kept });
      return;
    }
    const user = userOf(answer.value);
    if (user !== undefined) return enterAs(user, false, owedBy(answer.value, first));
    if (state.kind === "signed-in") return become({ ...state, expired: true });
    become(property(answer.value, "needsSetup") === true ? { kind: "needs-set-up" } : { kind: "signed-out", reachable: true, left: kept });
  };

  const enter: Session["enter"] = async (path, body) => {
    const [answer] = await Promise.all([api({ method: "POST", path, body }), recalled]);
    if (!answer.ok) return answer;
    const challenge = property(answer.value, "challenge");
    if (typeof challenge === "string") return { ok: true, value: challenge };
    // Asking once more proves that the browser kept the cookie: without it nothing would sync.
    const now = await api({ method: "GET", path: "/api/auth/state" });
    if (!now.ok) return now;
    const user = userOf(now.value);
    if (user === undefined) {
      return { ok: false, error: { kind: "problem", status: 200, code: "no-session", title: "", detail: "", fields: {}, retryAfterSeconds: undefined } };
    }
    // Told also where nothing is new: another tab may still show that the session has ended.
    await enterAs(user, true, owedBy(now.value, true));
    return { ok: true, value: undefined };
  };

  let first: Promise<void> | undefined;
  return {
    read: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    ready: async () => {
      first ??= check();
      await recalled;
      if (state.kind === "checking") await first;
      return state;
    },
    check,
    owesLater: () => state.kind === "signed-in" && state.owes !== undefined && become({ ...state, owes: "later" }),
    enter,
    signOut: async (before) => {
      const answer = await api({ method: "DELETE", path: "/api/auth/logout" });
      // A session the server no longer knows is as good as ended.
      if (!answer.ok && !(answer.error.kind === "problem" && answer.error.status === 401)) return answer;
      await before?.();
      await memory.write(undefined);
      kept = undefined;
      become({ kind: "signed-out", reachable: true });
      return { ok: true, value: undefined };
    },
  };
};
