/**
 * Which workspaces a person may enter now, with their names. Deactivated memberships are not among them.
 */
import type { Sql } from "../db/client.ts";
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

interface Place { readonly name: string; readonly required: boolean }

/** Asked on every call, so each statement is one that the database has planned already; those for several places travel together. */
export const createMemberships =
  (sql: Sql, members: Members): Memberships =>
  async (userId) => {
    const active = (await members.find(userId)).filter((membership) => membership.active);
    return await Promise.all(
      active.map(async ({ workspaceId, role, team }) => {
        const [place] = await sql<Place[]>`select name, require_second_factor as required from workspace where id = ${workspaceId}`;
        return { workspaceId, workspaceName: place?.name ?? "", role, team, requiresSecondFactor: place?.required ?? false };
      }),
    );
  };
