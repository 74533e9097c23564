// Where a part of a rule stands among the others, and what it takes to put it elsewhere. Pure: (tree, key) -> tree; a key
// that the tree does not have changes nothing.
import { copied, type Group, isGroup, newGroup, type Part } from "./rule-tree.ts";

export interface Place { readonly parent: Group; readonly at: number; readonly part: Part }

/** Null: it is not there, or is the whole. */
export function placeOf(tree: Group, key: number): Place | null {
  for (const [at, part] of tree.parts.entries()) {
    if (part.key === key) return { parent: tree, at, part };
    const within = isGroup(part) ? placeOf(part, key) : null;
    if (within !== null) return within;
  }
  return null;
}

const within = (tree: Group, key: number, parts: (before: readonly Part[]) => readonly Part[]): Group =>
  tree.key === key ? { ...tree, parts: parts(tree.parts) } : { ...tree, parts: tree.parts.map((part) => (isGroup(part) ? within(part, key, parts) : part)) };

/** Into the group of that key, as its `at`-th; where the group is gone meanwhile, into the whole. */
export const inserted = (tree: Group, parent: number, at: number, part: Part): Group =>
  within(tree, tree.key === parent || placeOf(tree, parent) !== null ? parent : tree.key, (parts) => parts.toSpliced(at, 0, part));

const without = (tree: Group, key: number): Group => ({ ...tree, parts: tree.parts.filter((part) => part.key !== key).map((part) => (isGroup(part) ? without(part, key) : part)) });

/** One step up or down as it is read: past a condition, into a group that stands there, and out of the own group at its ends. */
export function moved(tree: Group, key: number, by: 1 | -1): Group {
  const place = placeOf(tree, key);
  if (place === null) return tree;
  const { parent, at, part } = place;
  const beside = parent.parts[at + by];
  const rest = without(tree, key);
  if (beside !== undefined) return isGroup(beside) ? inserted(rest, beside.key, by === 1 ? 0 : beside.parts.length, part) : inserted(rest, parent.key, at + by, part);
  const outer = placeOf(tree, parent.key);
  return outer === null ? tree : inserted(rest, outer.parent.key, by === 1 ? outer.at + 1 : outer.at, part);
}

/** Before the `at`-th part of the group of that key, counted with it where it stands. Nothing goes into itself. */
export function placed(tree: Group, key: number, parent: number, at: number): Group {
  const place = placeOf(tree, key);
  if (place === null || (isGroup(place.part) && (place.part.key === parent || placeOf(place.part, parent) !== null))) return tree;
  return inserted(without(tree, key), parent, place.parent.key === parent && place.at < at ? at - 1 : at, place.part);
}

/** The same once more, behind it. */
export function duplicated(tree: Group, key: number): Group {
  const place = placeOf(tree, key);
  return place === null ? tree : inserted(tree, place.parent.key, place.at + 1, copied(place.part));
}

/** In a group of its own, to which others can be added. */
export function wrapped(tree: Group, key: number): Group {
  const place = placeOf(tree, key);
  return place === null ? tree : within(tree, place.parent.key, (parts) => parts.with(place.at, newGroup(place.parent.join === "any" ? "all" : "any", [place.part])));
}

/** Its parts in the place of a group. */
export function dissolved(tree: Group, key: number): Group {
  const place = placeOf(tree, key);
  return place === null || !isGroup(place.part) ? tree : within(tree, place.parent.key, (parts) => parts.toSpliced(place.at, 1, ...(place.part as Group).parts));
}
