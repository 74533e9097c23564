/**
 * Which workspaces a person may enter now, with their names. Deactivated memberships are not among them.
 */
import { inArray } from "drizzle-orm";
import type { Orm } from "../db/client.ts";
import { workspace } from "../db/schema/auth.ts";
import type { Members, Role } from "./members.ts";

export type ActiveMembership = {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly role: Role;
  readonly team: string;
  /** Whether everybody there signs in with a second step. */
  readonly requiresSecondFactor: boolean;
};

/** The one in the workspace that is named, or where none is, the first. */
export const placeIn = <P extends Pick<ActiveMembership, "workspaceId">>(memberships: readonly P[], wanted: unknown): P | undefined =>
  memberships.find(({ workspaceId }) => wanted === undefined || workspaceId === wanted);

export type Memberships = (userId: string) => Promise<readonly ActiveMembership[]>;

export const createMemberships =
  (orm: Orm, members: Members): Memberships =>
  async (userId) => {
    const active = (await members.find(userId)).filter((membership) => membership.active);
    if (active.length === 0) return [];
    const ids = active.map(({ workspaceId }) => workspaceId);
    const places = await orm.select().from(workspace).where(inArray(workspace.id, ids));
    return active.map(({ workspaceId, role, team }) => {
      const place = places.find(({ id }) => id === workspaceId);
      return { workspaceId, workspaceName: place?.name ?? "", role, team, requiresSecondFactor: place?.requireSecondFactor ?? false };
    });
  };
