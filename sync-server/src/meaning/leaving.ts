// Which texts may go to an endpoint elsewhere, and in what form: agreed to by the workspace, and by the contacts they are of or
// hang on; with names, addresses and numbers replaced. Looked at for each batch, as the records stand then.
import { settingsId } from "@outrider/shared/commands";
import { fold } from "@outrider/shared/kernel";
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

const CAPITALISED = /\p{Lu}[\p{L}\p{M}]{2,30}/gu;
/** What a question to the database's words may hold. */
const PLAIN = /^[\p{L}\p{N}]{2,30}$/u;
const MOST_WORDS = 2_000;
const MOST_NAMES = 5_000;

const list = (ids: Iterable<string>): string => JSON.stringify([...ids]);
const partiesOf = (state: RecordState): readonly string[] => [state.id, ...["root", "contact", "raisedBy"].map((field) => textOf(state, field)), ...elementsOf(state, "participants"), ...elementsOf(state, "stakeholders")];

export function createLeaving({ sql }: Pick<Database, "sql">): Leaving {
  const load = async (workspace: string, ids: Iterable<string>): Promise<readonly RecordState[]> =>
    (await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${list(ids)}::json))`).map(({ state }) => unpack(state));
  const settingsOf = async (workspace: string): Promise<RecordState | undefined> => (await load(workspace, [settingsId(workspace)]))[0];
  const members = async (workspace: string): Promise<readonly RecordState[]> =>
    (await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'member'`).map(({ state }) => unpack(state));

  /** Words of these texts that names of the workspace's contacts are made of. */
  async function nameWords(workspace: string, texts: readonly string[]): Promise<ReadonlySet<string>> {
    const written = [...new Set(texts.flatMap((text) => text.match(CAPITALISED) ?? []))].slice(0, MOST_WORDS).map((word) => word.toLowerCase());
    const asked = [...new Set(written.map(fold))].filter((word) => PLAIN.test(word));
    if (asked.length === 0) return new Set();
    const rows = await sql<{ name: string }[]>`
      select name from record where workspace_id = ${workspace} and kind in ('contact', 'lead') and name is not null and to_tsvector('simple', name) @@ to_tsquery('simple', ${asked.join(" | ")}) limit ${MOST_NAMES}`;
    const known = new Set(rows.flatMap(({ name }) => name.split(" ")));
    return new Set(written.filter((word) => known.has(fold(word))));
  }

  return {
    async texts(workspace, given) {
      const settings = await settingsOf(workspace);
      if (given.length === 0 || workspaceGap(settings, "anywhere") !== null) return [];
      const around = new Map((await load(workspace, given.flatMap(({ state }) => partiesOf(state)))).map((state) => [state.id, state]));
      const team = await members(workspace);
      const named = await nameWords(workspace, given.map(({ text }) => text));
      return given.flatMap((one) => {
        const people = partiesOf(one.state).flatMap((id) => around.get(id) ?? []).filter(({ kind }) => kind === "contact" || kind === "lead");
        // Its contact's words: one who has not agreed keeps the whole of it here.
        if (people.some((person) => person.kind === "contact" && consentGap(settings, person, "anywhere") !== null)) return [];
        return [{ ...one, text: createMask({ ...personalIn([...people, ...team]), nameWords: named }).hide(one.text) }];
      });
    },
    async question({ workspace }, text) {
      if (workspaceGap(await settingsOf(workspace), "anywhere") !== null) return null;
      return createMask({ ...personalIn(await members(workspace)), nameWords: await nameWords(workspace, [text]) }).hide(text);
    },
  };
}
