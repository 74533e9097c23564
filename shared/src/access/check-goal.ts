// Whose goals one may set: one's own, a manager those of the team and its people, an admin everybody's. And what a goal must
// be to be counted: for one person or one team, from the first day of its month or quarter on.
import { type Change, type Read, textOf } from "@outrider/shared/records";
import { editWhy } from "@outrider/shared/schema";
import { type Refusal, refusal } from "./reason.ts";
import type { Viewer } from "./viewer.ts";

/** What says whose goal it is and what it comes to; deleting and sharing one is not setting it. */
const AIM = ["person", "team", "span", "from", "target"];
const FIRST_OF_MONTH = /-01$/;
const FIRST_OF_QUARTER = /-(?:01|04|07|10)-01$/;

function mayAim({ id, role, team }: Viewer, person: string, of: string, read: Read): boolean {
  if (role === "admin" || person === id) return true;
  const member = read(person);
  return role === "manager" && team !== "" && (of === "" ? member !== undefined && textOf(member, "team") === team : of === team);
}

/** What is wrong with a goal as it is made or moved, or null. viewer: null is the server itself. */
export function checkGoal({ id, kind, set }: Change, index: number, viewer: Viewer | null, after: Read): Refusal | null {
  const aims = kind === "goal" && AIM.some((name) => Object.hasOwn(set ?? {}, name));
  const goal = aims ? after(id) : undefined;
  if (!goal) return null;
  const [person, team] = [textOf(goal, "person"), textOf(goal, "team")];
  if ((person === "") === (team === "")) return refusal("bad-value", editWhy("goal-for-whom"), index, "person");
  const first = textOf(goal, "span") === "quarter" ? FIRST_OF_QUARTER : FIRST_OF_MONTH;
  if (!first.test(textOf(goal, "from"))) return refusal("bad-value", editWhy("goal-first-day"), index, "from");
  if (viewer && !mayAim(viewer, person, team, after)) return refusal("not-allowed", editWhy("goal-of-another"), index, "person");
  return null;
}
