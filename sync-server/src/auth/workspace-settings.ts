/**
 * What a workspace has decided for all its people, beside its records: for how long a device opens what it holds unheard, who may
 * join, whether the use of features is counted, and whether everybody signs in with a second step.
 */
import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { workspace } from "../db/schema/auth.ts";

export const LEAST_LEASE_DAYS = 1;
export const MOST_LEASE_DAYS = 90;

export type WorkspaceSettings = {
  readonly offlineLeaseDays: number;
  /** Whether who has an address may join by himself, as a sales executive. */
  readonly selfRegistration: boolean;
  /** Whether the use of features is counted, of those who consent. */
  readonly measureUse: boolean;
  /** Whether everybody here signs in with a second step; who has none is let to setting it up, and to nothing else. */
  readonly requireSecondFactor: boolean;
};

export type WorkspaceSettingsStore = {
  read(workspaceId: string): Promise<WorkspaceSettings | undefined>;
  /** Changes what is given. Durable when it resolves. False where there is no such workspace. */
  change(workspaceId: string, settings: { readonly [Name in keyof WorkspaceSettings]?: WorkspaceSettings[Name] | undefined }): Promise<boolean>;
};

export const createWorkspaceSettings = ({ drizzle: orm, sync }: Pick<Database, "drizzle" | "sync">): WorkspaceSettingsStore => ({
  async read(workspaceId) {
    const [found] = await orm.select({ offlineLeaseDays: workspace.offlineLeaseDays, selfRegistration: workspace.selfRegistration, measureUse: workspace.measureUse, requireSecondFactor: workspace.requireSecondFactor }).from(workspace).where(eq(workspace.id, workspaceId));
    return found;
  },
  async change(workspaceId, settings) {
    const changed = await orm.update(workspace).set(settings).where(eq(workspace.id, workspaceId)).returning({ id: workspace.id });
    await sync();
    return changed.length > 0;
  },
});
