/** What a person says of himself: so far what he is called, here and in each workspace. */
import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { user, workspace } from "../db/schema/auth.ts";
import type { Members } from "./members.ts";

export type Profiles = {
  /** Durable when it resolves. */
  rename(userId: string, name: string): Promise<void>;
  /** What a workspace is called. False where there is none. */
  nameWorkspace(workspaceId: string, name: string): Promise<boolean>;
};

export const createProfiles = ({ database, members }: { readonly database: Pick<Database, "drizzle" | "sync">; readonly members: Members }): Profiles => ({
  async rename(userId, name) {
    // The members first: done again it changes nothing, and what he signs in with says last that it is done.
    const written = await members.rename(userId, name);
    if (!written.ok) throw new Error(`the member records of ${userId} could not be renamed: ${written.error.message}`);
    await database.drizzle.update(user).set({ name }).where(eq(user.id, userId));
    await database.sync();
  },
  async nameWorkspace(workspaceId, name) {
    const named = await database.drizzle.update(workspace).set({ name }).where(eq(workspace.id, workspaceId)).returning({ id: workspace.id });
    await database.sync();
    return named.length > 0;
  },
});
