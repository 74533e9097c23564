// What the page can say of an entry before the server is asked. The server judges again.
import { text } from "../../app/text.ts";

/** The least length of a new password, in characters; the server holds the same limit. */
export const LEAST_PASSWORD = 10;

export const needsValue = (label: string) => (value: string): string | undefined => (value.trim() === "" ? text.auth.needsValue(label) : undefined);

export const needsEmail = (value: string): string | undefined =>
  value.trim() === "" ? text.auth.needsValue(text.auth.email) : /^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : text.auth.needsEmail;

export const needsPassword = (value: string): string | undefined =>
  value === "" ? text.auth.needsValue(text.auth.password) : [...value].length < LEAST_PASSWORD ? text.auth.needsLength(LEAST_PASSWORD) : undefined;
