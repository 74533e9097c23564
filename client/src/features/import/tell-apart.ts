// What tells a record from another of the same name, in one line: where it is, whose it is, when it changed last.
import { format } from "../../app/format.ts";
import type { Surroundings } from "./core/settings.ts";
import type { KnownRecord } from "./target.ts";
import { text } from "./texts.ts";

const MOST_PLACE = 60;

export function tellApart({ name, externalId, emails, company, place, owner, updatedAt }: KnownRecord, { known, members }: Pick<Surroundings, "known" | "members">): string {
  const employer = (known.company ?? []).find(({ id }) => id === company)?.name ?? "";
  const named = members.find(({ id }) => id === owner)?.name ?? "";
  const parts = [name, employer, place.replaceAll(/\s+/g, " ").slice(0, MOST_PLACE), emails[0] ?? "", externalId, named, text.ask.changed(format.moment(updatedAt))];
  return parts.filter((part) => part !== "").join(" · ");
}
