/** An authenticator app, as far as a test needs one: the code of a secret at a time. */
import { Secret, TOTP } from "otpauth";

export const codeOf = (secret: string, at: number): string => new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({ timestamp: at });
