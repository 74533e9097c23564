// The first look at what came from outside as JSON. Pure.

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
/** "" where it is no text. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
