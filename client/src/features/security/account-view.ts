// What the server says of how a person signs in, checked.
import { objectOf } from "../../app/answer-parts.ts";

export interface AccountView { readonly hasPassword: boolean; readonly factorOn: boolean; readonly recoveryCodesLeft: number; readonly emailVerified: boolean; readonly mail: boolean; /** A workspace asks for the second step. */ readonly required: boolean }
export interface NewFactor { readonly secret: string; readonly uri: string; /** Rows of the picture to scan, "1" where it is dark. */ readonly picture: readonly string[] }

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

export const accountOf = (answer: unknown): AccountView => {
  const given = objectOf(answer);
  const left = given["recoveryCodesLeft"];
  return {
    hasPassword: given["hasPassword"] === true,
    factorOn: given["on"] === true,
    recoveryCodesLeft: typeof left === "number" ? left : 0,
    emailVerified: given["emailVerified"] === true,
    mail: given["mail"] === true,
    required: given["required"] === true,
  };
};

/** undefined where it is none, above all where its address is not one an authenticator opens. */
export const newFactorOf = (answer: unknown): NewFactor | undefined => {
  const given = objectOf(answer);
  const { secret, uri } = given;
  if (typeof secret !== "string" || typeof uri !== "string" || !uri.startsWith("otpauth://totp/")) return undefined;
  return { secret, uri, picture: textsOf(given["picture"]).filter((row) => /^[01]+$/.test(row)) };
};

export const recoveryCodesOf = (answer: unknown): readonly string[] => textsOf(objectOf(answer)["recoveryCodes"]);

/** The dark squares as the path of a picture, one unit each: runs of a row are one stroke. */
export const pathOf = (picture: readonly string[]): string =>
  picture.flatMap((row, y) => [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`)).join("");

/** In fours, which are easier to type. */
export const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(" ") ?? "";
