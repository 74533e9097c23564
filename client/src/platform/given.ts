// The first look at what came from outside as JSON. Pure.
import type { Why } from "@outrider/shared/kernel";

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
/** "" where it is no text. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** A sentence of the server's: in English, and what it was made of where the server says that. */
export const whyOf = (message: unknown, { reason, values }: Readonly<Record<string, unknown>>): Why => ({
  message: textOf(message),
  ...(typeof reason === "string" && { reason }),
  ...(isObject(values) && { values: Object.fromEntries(Object.entries(values).filter((value): value is [string, string | number] => typeof value[1] === "string" || typeof value[1] === "number")) }),
});
