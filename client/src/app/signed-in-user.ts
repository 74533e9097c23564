// What the page knows of the person who is signed in. Checked, since it comes from the server or from storage.
import { objectOf, textOf } from "./answer-parts.ts";

export type SignedInUser = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
};

const complete = (user: SignedInUser): SignedInUser | undefined => (user.id === "" || user.workspaceId === "" ? undefined : user);

/** From what was remembered; undefined where that is no user. */
export const parseUser = (value: unknown): SignedInUser | undefined => {
  const given = objectOf(value);
  return complete({
    id: textOf(given["id"]),
    name: textOf(given["name"]),
    email: textOf(given["email"]),
    role: textOf(given["role"]),
    workspaceId: textOf(given["workspaceId"]),
    workspaceName: textOf(given["workspaceName"]),
  });
};

/**
 * From the server's `me`: `{user: {id, name, email}, memberships: [{workspaceId, workspaceName, role}]}`. Of several
 * workspaces the one used before on this device is taken, else the first. undefined where nobody is signed in.
 */
export const userOfMe = (me: unknown, usedBefore: string | undefined): SignedInUser | undefined => {
  const user = objectOf(objectOf(me)["user"]);
  const listed = objectOf(me)["memberships"];
  const memberships = Array.isArray(listed) ? listed.map(objectOf) : [];
  const membership = memberships.find((one) => one["workspaceId"] === usedBefore) ?? memberships[0];
  return membership === undefined ? undefined : parseUser({ ...user, ...membership, id: user["id"], name: user["name"], email: user["email"] });
};
