/**
 * The port to who belongs to a workspace, and as what. Members are records (kind `member`, id = user id) in the feed
 * like any other, so sign-in asks for them here and does not know how they are kept.
 */
import type { Result } from "@outrider/shared/kernel";
import type { ROLES } from "@outrider/shared/schema";

export type Role = (typeof ROLES)[number];

export type NewMember = {
  readonly workspaceId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly team: string;
};

export type Membership = {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: Role;
  readonly team: string;
  readonly active: boolean;
};

export type MembersError = { readonly code: string; readonly message: string };

export type Members = {
  /** Durable when it resolves. Repeating it for a member who exists changes nothing and is ok. */
  create(member: NewMember): Promise<Result<void, MembersError>>;
  /** All workspaces of a user, deactivated memberships too. */
  find(userId: string): Promise<readonly Membership[]>;
  /** The users who are active in a workspace. */
  activeIn(workspaceId: string): Promise<readonly string[]>;
  /** E-mail addresses of all active admins. */
  adminAddresses(): Promise<readonly string[]>;
  /** What a person is called in each of his workspaces. Durable when it resolves. */
  rename(userId: string, name: string): Promise<Result<void, MembersError>>;
};
