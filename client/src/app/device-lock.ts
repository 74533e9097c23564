// The lock of this device, as a page sets and opens it: over the engine's door, and with the server, which keeps what
// opens it when its person has forgotten how. Invariant: the server has kept that before the lock is set, so that no
// edit is ever behind a lock that nobody can open.
import type { Act, LockProof, LockView, NewLock, Unlocked } from "../act/index.ts";
import { fromBase64url, toBase64url } from "../platform/base64url.ts";
import { randomBytes } from "../platform/data-key.ts";
import type { ApiProblem, JsonApi } from "../platform/json-api.ts";

export { makePasskey, mayHavePasskeys, passkeySecret } from "../platform/passkey.ts";

export type SetLock =
  | { readonly kind: "pin"; readonly pin: string }
  | { readonly kind: "passkey"; readonly id: Uint8Array<ArrayBuffer>; readonly salt: Uint8Array<ArrayBuffer>; readonly secret: Uint8Array<ArrayBuffer> }
  | { readonly kind: "none" };
export type LockOutcome = Unlocked | { readonly result: "problem"; readonly problem: ApiProblem } | { readonly result: "not-synced" };

export interface DeviceLock {
  /** null: there is none. */
  look(): Promise<LockView | null>;
  unlock(proof: LockProof): Promise<Unlocked>;
  /** `proof`: of the lock there is. */
  set(lock: SetLock, proof: LockProof | null): Promise<LockOutcome>;
  /** For who has just signed in: opens it by what the server keeps, and it is off. */
  recover(): Promise<LockOutcome>;
  lockNow(): Promise<void>;
}

const PATH = "/api/devices/recovery";

export function createDeviceLock({ act, api, workspaceId }: { readonly act: Act; readonly api: JsonApi; readonly workspaceId: string }): DeviceLock {
  const unlock = async (proof: LockProof): Promise<Unlocked> => (await act.vault({ do: "unlock", proof })) as Unlocked;
  const device = () => act.vault({ do: "device" }) as Promise<{ readonly id: string; readonly token: string } | null>;
  return {
    look: async () => (await act.vault({ do: "look" })) as LockView | null,
    unlock,
    async set(lock, proof) {
      const name = await device();
      if (name === null) return { result: "not-synced" };
      // Before anything is changed: a wrong one must not cost what the server keeps.
      const proved = proof === null ? null : await unlock(proof);
      if (proved !== null && proved.result !== "open") return proved;
      const recovery = randomBytes(32);
      const keep = (secret: string | null) => api({ method: "PUT", path: PATH, body: { workspaceId, device: name, secret } });
      if (lock.kind !== "none") {
        const kept = await keep(toBase64url(recovery));
        if (!kept.ok) return { result: "problem", problem: kept.error };
      }
      const next: NewLock = lock.kind === "none" ? lock : { ...lock, recovery };
      const done = (await act.vault({ do: "set", lock: next, proof })) as Unlocked;
      // With no network it stays there and opens nothing any more.
      if (lock.kind === "none" && done.result === "open") await keep(null);
      return done;
    },
    async recover() {
      const name = await device();
      if (name === null) return { result: "not-synced" };
      const answer = await api({ method: "POST", path: PATH, body: { workspaceId, device: name } });
      if (!answer.ok) return { result: "problem", problem: answer.error };
      const { value } = answer;
      const secret = typeof value === "object" && value !== null && "secret" in value && typeof value.secret === "string" ? fromBase64url(value.secret) : undefined;
      return secret === undefined ? { result: "wrong", waitMs: 0 } : await unlock({ recovery: secret });
    },
    lockNow: async () => void (await act.vault({ do: "close" })),
  };
}
