import { entity } from "./entity.ts";
import { choice, email, flag, text } from "./field.ts";

export const ROLES = ["admin", "manager", "exec"] as const;

const administer = { guard: "administer" } as const;

// A person's place in the workspace; its id is the person's user id. Sign-in data lives elsewhere.
export const member = entity({
  kind: "member", label: "Member", plural: "Members", belongs: "workspace", title: "name",
  fields: {
    name: text("Name", { required: true, searchable: true, ...administer }),
    email: email("Email", administer),
    role: choice("Role", ROLES, { required: true, policy: "ask", ...administer }),
    team: text("Team", { policy: "ask", ...administer }),
    active: flag("Active", { policy: "ask", ...administer }),
    /** By whose clocks this person goes (IANA); none: those of the device at hand. */
    timeZone: text("Time zone", { max: 60, guard: "self" }),
  },
});
