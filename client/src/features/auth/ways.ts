// How one can get in at this server, besides a password: what it answers, checked.
import { listOf, objectOf, textOf } from "../../app/answer-parts.ts";

export type Provider = { readonly id: string; readonly name: string; readonly path: string };
export type Ways = { readonly register: "closed" | "by-mail" | "at-once"; readonly reset: boolean; readonly providers: readonly Provider[] };

/** An address of another site is none: the button would lead there. */
const providersOf = (value: unknown): readonly Provider[] =>
  listOf(value)
    .map((one) => ({ id: textOf(one["id"]), name: textOf(one["name"]), path: textOf(one["path"]) }))
    .filter(({ name, path }) => name !== "" && /^\/api\/auth\/[a-z]+$/.test(path));

export const waysOf = (answer: unknown): Ways => {
  const given = objectOf(answer);
  const register = given["register"];
  return { register: register === "by-mail" || register === "at-once" ? register : "closed", reset: given["reset"] === true, providers: providersOf(given["providers"]) };
};
