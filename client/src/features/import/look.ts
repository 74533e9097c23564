// Asks the port for everything an import of a kind compares with.
import { LOOKS_AT, type Surroundings } from "./core/settings.ts";
import type { ImportKind } from "./core/targets.ts";
import type { ImportTarget } from "./target.ts";

export async function look(target: ImportTarget, kind: ImportKind, references: Surroundings["references"]): Promise<{ readonly around: Surroundings; readonly complete: boolean }> {
  const [members, stages, ...known] = await Promise.all([target.members(), target.stages(), ...LOOKS_AT[kind].map((each) => target.known(each))]);
  const records = Object.fromEntries(LOOKS_AT[kind].map((each, at) => [each, known[at]?.records ?? []]));
  return { around: { me: target.me.id, members, stages, known: records, references }, complete: known.every((each) => each.complete) };
}
