// Which texts may go to an endpoint elsewhere, and in what form: agreed to by the workspace, and by the contacts they are of or
// hang on; with names, addresses and numbers replaced. Looked at for each batch, as the records stand then.
import { settingsId } from "@outrider/shared/commands";
import { elementsOf, type PackedRecord, type RecordState, textOf, unpack } from "@outrider/shared/records";
import { consentGap, workspaceGap } from "@outrider/shared/sales";
import { personalIn } from "../assistant/briefs.ts";
import { createMask } from "../assistant/mask.ts";
import type { Database } from "../db/database.ts";
import type { Asker } from "./vectors.ts";

export interface Leaving {
  /** Those of them that may leave, as they may. */
  texts<T extends { readonly state: RecordState; readonly text: string }>(workspace: string, given: readonly T[]): Promise<readonly T[]>;
  /** What somebody asks, as it may leave; null: the workspace has not agreed. */
  question(by: Asker, text: string): Promise<string | null>;
}

const list = (ids: Iterable<string>): string => JSON.stringify([...ids]);
const named = (state: RecordState): readonly string[] => [state.id, ...["root", "contact", "raisedBy"].map((field) => textOf(state, field)), ...elementsOf(state, "participants"), ...elementsOf(state, "stakeholders")];

export function createLeaving({ sql }: Pick<Database, "sql">): Leaving {
  const load = async (workspace: string, ids: Iterable<string>): Promise<readonly RecordState[]> =>
    (await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${list(ids)}::json))`).map(({ state }) => unpack(state));
  const settingsOf = async (workspace: string): Promise<RecordState | undefined> => (await load(workspace, [settingsId(workspace)]))[0];
  const members = async (workspace: string): Promise<readonly RecordState[]> =>
    (await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'member'`).map(({ state }) => unpack(state));

  return {
    async texts(workspace, given) {
      const settings = await settingsOf(workspace);
      if (given.length === 0 || workspaceGap(settings, "anywhere") !== null) return [];
      const around = new Map((await load(workspace, given.flatMap(({ state }) => named(state)))).map((state) => [state.id, state]));
      const team = await members(workspace);
      return given.flatMap((one) => {
        const people = named(one.state).flatMap((id) => around.get(id) ?? []).filter(({ kind }) => kind === "contact" || kind === "lead");
        // Its contact's words: one who has not agreed keeps the whole of it here.
        if (people.some((person) => person.kind === "contact" && consentGap(settings, person, "anywhere") !== null)) return [];
        return [{ ...one, text: createMask(personalIn([...people, ...team])).hide(one.text) }];
      });
    },
    async question({ workspace }, text) {
      if (workspaceGap(await settingsOf(workspace), "anywhere") !== null) return null;
      return createMask(personalIn(await members(workspace))).hide(text);
    },
  };
}
