/** Whom a developer's token is for: an admin, or whoever is named. Made only where there may be such tokens (identity.ts). */
import { asc, eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { user } from "../db/schema/auth.ts";
import type { Memberships } from "./memberships.ts";

export type Developers = { /** undefined: there is no such active person. */ find(email: string | undefined): Promise<string | undefined> };

const LOOKED_AT = 20;

export const createDevelopers = ({ database, memberships }: { readonly database: Database; readonly memberships: Memberships }): Developers => {
  const orm = database.drizzle;
  return {
    async find(email) {
      const people = orm.select({ id: user.id }).from(user);
      const found = await (email === undefined ? people.orderBy(asc(user.createdAt)).limit(LOOKED_AT) : people.where(eq(user.email, email.toLowerCase())));
      for (const { id } of found) {
        const places = await memberships(id);
        if (email === undefined ? places.some(({ role }) => role === "admin") : places.length > 0) return id;
      }
      return undefined;
    },
  };
};
