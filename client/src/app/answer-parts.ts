// The parts of an answer, where they are what they should be, and empty where they are not. Pure.
import { isObject } from "../platform/given.ts";

export { isObject, textOf, whyOf } from "../platform/given.ts";

export type Given = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): Given => (isObject(value) ? value : {});
export const listOf = (value: unknown): readonly Given[] => (Array.isArray(value) ? value.map(objectOf) : []);
export const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
