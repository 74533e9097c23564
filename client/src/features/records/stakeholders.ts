// Who takes part in the decision on a deal: its contact, those it names, and what each is. Pure.
import type { Row } from "@outrider/shared/projection";
import { STAKEHOLDER_ROLES, type StakeholderRole } from "@outrider/shared/schema";

type Deal = Pick<Row, "values" | "sets">;

export interface Stakeholder {
  /** The contact. */
  readonly id: string;
  /** The deal's own contact, which is another field. */
  readonly main: boolean;
  readonly roles: readonly StakeholderRole[];
}

/** Everybody once: the deal's contact, then who decides before who only is named. */
export function stakeholdersOf({ values, sets }: Deal): readonly Stakeholder[] {
  const main = typeof values["contact"] === "string" ? values["contact"] : "";
  const named = [...(main === "" ? [] : [main]), ...STAKEHOLDER_ROLES.flatMap((role) => sets[role] ?? []), ...(sets["stakeholders"] ?? [])];
  return [...new Set(named)].map((id) => ({ id, main: id === main, roles: STAKEHOLDER_ROLES.filter((role) => sets[role]?.includes(id) === true) }));
}

type SetEdit = { readonly add: Readonly<Record<string, readonly string[]>>; readonly remove: Readonly<Record<string, readonly string[]>> };

/** The edit that gives somebody these roles and no others, and names them on the deal. Null: nothing would change. */
export function rolesEdit({ sets }: Deal, id: string, roles: readonly StakeholderRole[]): SetEdit | null {
  const has = (name: string): boolean => sets[name]?.includes(id) === true;
  const add = ["stakeholders", ...roles].filter((name) => !has(name));
  const remove = STAKEHOLDER_ROLES.filter((role) => has(role) && !roles.includes(role));
  const each = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, [id]]));
  return add.length + remove.length === 0 ? null : { add: each(add), remove: each(remove) };
}

/** The edit that takes somebody off the deal, with every role. */
export const removal = ({ sets }: Deal, id: string): SetEdit =>
  ({ add: {}, remove: Object.fromEntries(["stakeholders", ...STAKEHOLDER_ROLES].filter((name) => sets[name]?.includes(id) === true).map((name) => [name, [id]])) });
