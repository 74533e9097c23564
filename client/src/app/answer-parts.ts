// The parts of an answer, where they are what they should be, and empty where they are not. Pure.

export type Given = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): Given => (typeof value === "object" && value !== null ? (value as Given) : {});
export const listOf = (value: unknown): readonly Given[] => (Array.isArray(value) ? value.map(objectOf) : []);
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
