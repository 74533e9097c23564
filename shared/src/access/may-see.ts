// Who may see what, as one table. The feed's buckets say the same by other means; a property test compares them.
import type { Read, RecordState } from "@outrider/shared/records";
import { type Relation, relationTo } from "./relation.ts";
import type { Role, Viewer } from "./viewer.ts";

const SEES = {
  admin: { own: true, team: true, shared: true, workspace: true, none: true, private: false, audience: true },
  manager: { own: true, team: true, shared: true, workspace: true, none: false, private: false, audience: true },
  exec: { own: true, team: false, shared: true, workspace: true, none: false, private: false, audience: true },
} satisfies Record<Role, Record<Relation, boolean>>;

/** Whether this person may see the record at all; there are no fields that some who see it do not. read: records by id, as they stand. */
export const maySee = (viewer: Viewer, state: RecordState, read: Read): boolean => SEES[viewer.role][relationTo(viewer, state, read)];

/** Whether they see what belongs to anybody: what is not there for them is not there. */
export const seesEverybodys = ({ role }: Viewer): boolean => SEES[role].none;
