// A message to all who administer a workspace.
import { valueOf } from "@outrider/shared/records";
import { type Notice, noticeId } from "./find-notices.ts";
import type { Notifications } from "./open-notifications.ts";

/** `once` names the event: the same is told once. */
export async function tellAdmins({ reader, notifier }: Notifications, workspace: string, text: string, now: number, once = String(now)): Promise<void> {
  const admins = (await reader.members(workspace)).filter((state) => valueOf(state, "role") === "admin" && valueOf(state, "active") === true);
  await notifier.tell(workspace, admins.map(({ id }): Notice => ({ id: noticeId(id, "message", text, once), person: id, what: "message", about: "", by: "", text, at: now })));
}
