// What the page can say of an entry before the server is asked. The server judges again.
import { words } from "./texts.ts";

/** The least length of a new password, in characters; the server holds the same limit. */
export const LEAST_PASSWORD = 10;

export const needsValue = (label: string) => (value: string): string | undefined => (value.trim() === "" ? words.needsValue(label) : undefined);

export const needsEmail = (value: string): string | undefined =>
  value.trim() === "" ? words.needsValue(words.email) : /^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : words.needsEmail;

export const needsPassword = (value: string): string | undefined =>
  value === "" ? words.needsValue(words.password) : [...value].length < LEAST_PASSWORD ? words.needsLength(LEAST_PASSWORD) : undefined;
