// A passkey of this device that gives a secret only to who shows himself to it (WebAuthn with the prf extension). Not in
// every browser and not on every address; where there is none, each of these answers with nothing and never rejects.
import { randomBytes } from "./data-key.ts";

type Bytes = Uint8Array<ArrayBuffer>;
export interface PasskeyName { readonly id: Bytes; readonly salt: Bytes }

export const mayHavePasskeys = (): boolean => "PublicKeyCredential" in globalThis && "credentials" in navigator;

const bytesOf = (source: BufferSource): Bytes => (source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength)).slice();

/** Asks the person to show himself. undefined: he did not, or it gives no secret. */
export async function passkeySecret({ id, salt }: PasskeyName): Promise<Bytes | undefined> {
  try {
    const shown = await navigator.credentials.get({
      publicKey: { challenge: randomBytes(32), allowCredentials: [{ type: "public-key", id }], userVerification: "required", extensions: { prf: { eval: { first: salt } } } },
    });
    const first = (shown as PublicKeyCredential | null)?.getClientExtensionResults().prf?.results?.first;
    return first === undefined ? undefined : bytesOf(first);
  } catch {
    return undefined;
  }
}

/** Makes one for this person, and asks it for its secret. */
export async function makePasskey(person: { readonly id: string; readonly email: string; readonly name: string }): Promise<(PasskeyName & { readonly secret: Bytes }) | undefined> {
  try {
    const made = (await navigator.credentials.create({
      publicKey: {
        challenge: randomBytes(32),
        rp: { name: "Outrider" },
        user: { id: new TextEncoder().encode(person.id), name: person.email, displayName: person.name },
        pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        extensions: { prf: {} },
      },
    })) as PublicKeyCredential | null;
    if (made?.getClientExtensionResults().prf?.enabled !== true) return undefined;
    const name = { id: bytesOf(made.rawId), salt: randomBytes(32) };
    const secret = await passkeySecret(name);
    return secret && { ...name, secret };
  } catch {
    return undefined;
  }
}
