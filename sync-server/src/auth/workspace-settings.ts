/** What a workspace has decided for all its people, beside its records: for how long a device opens what it holds unheard. */
import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { workspace } from "../db/schema/auth.ts";

export const LEAST_LEASE_DAYS = 1;
export const MOST_LEASE_DAYS = 90;

export type WorkspaceSettings = { readonly offlineLeaseDays: number };

export type WorkspaceSettingsStore = {
  read(workspaceId: string): Promise<WorkspaceSettings | undefined>;
  /** Durable when it resolves. False where there is no such workspace. */
  change(workspaceId: string, settings: WorkspaceSettings): Promise<boolean>;
};

export const createWorkspaceSettings = ({ drizzle: orm, sync }: Pick<Database, "drizzle" | "sync">): WorkspaceSettingsStore => ({
  async read(workspaceId) {
    const [found] = await orm.select({ offlineLeaseDays: workspace.offlineLeaseDays }).from(workspace).where(eq(workspace.id, workspaceId));
    return found;
  },
  async change(workspaceId, { offlineLeaseDays }) {
    const changed = await orm.update(workspace).set({ offlineLeaseDays }).where(eq(workspace.id, workspaceId)).returning({ id: workspace.id });
    await sync();
    return changed.length > 0;
  },
});
