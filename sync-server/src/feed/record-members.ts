// Members as records: who belongs to a workspace is kept in the feed, so that every device has it and a change of role
// reaches everybody as any other change does. Sign-in asks through the `Members` port.
import { viewerOf } from "@outrider/shared/access";
import { changeOf, creationOf } from "@outrider/shared/commands";
import { err, ok } from "@outrider/shared/kernel";
import { type PackedRecord, textOf, unpack } from "@outrider/shared/records";
import type { Members } from "../auth/members.ts";
import type { Database } from "../db/database.ts";
import { defaultDefinitions } from "./default-definitions.ts";
import type { Feed } from "./feed.ts";

export function createRecordMembers({ feed, database }: { readonly feed: Feed; readonly database: Pick<Database, "sql"> }): Members {
  return {
    async create({ workspaceId, userId, name, email, role, team }) {
      const members = await feed.members(workspaceId);
      if (members.some(({ id }) => id === userId)) return ok(undefined);
      const member = creationOf(userId, { kind: "member", values: { name, email, role, team, active: true } });
      const changes = members.length === 0 ? [...defaultDefinitions(workspaceId), member] : [member];
      const written = await feed.write(workspaceId, userId, "join", changes);
      return written.ok ? ok(undefined) : err(written.error);
    },
    async rename(userId, name) {
      const rows = await database.sql<{ workspace: string }[]>`select workspace_id as workspace from record where kind = 'member' and id = ${userId}`;
      for (const { workspace } of rows) {
        const member = (await feed.members(workspace)).find(({ id }) => id === userId);
        if (!member || textOf(member, "name") === name) continue;
        const written = await feed.write(workspace, userId, "rename", [changeOf(member, { name })]);
        if (!written.ok) return err(written.error);
      }
      return ok(undefined);
    },
    async find(userId) {
      const rows = await database.sql<{ workspace: string; state: PackedRecord }[]>`
        select workspace_id as workspace, state from record where kind = 'member' and id = ${userId}`;
      return rows.map(({ workspace, state }) => {
        const member = unpack(state);
        const viewer = viewerOf(userId, () => member);
        return {
          workspaceId: workspace, userId, role: viewer?.role ?? "exec", team: textOf(member, "team"),
          active: viewer !== null,
        };
      });
    },
    async activeIn(workspaceId) {
      const members = await feed.members(workspaceId);
      return members.filter((member) => viewerOf(member.id, () => member) !== null).map(({ id }) => id);
    },
    async adminAddresses() {
      const rows = await database.sql<{ state: PackedRecord }[]>`select state from record where kind = 'member'`;
      const members = rows.map(({ state }) => unpack(state));
      const admins = members.filter((member) => viewerOf(member.id, () => member)?.role === "admin");
      return [...new Set(admins.map((member) => textOf(member, "email")).filter((address) => address !== ""))];
    },
  };
}
