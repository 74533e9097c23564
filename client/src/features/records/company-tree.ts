// Companies that are part of one another, as a tree. Two people who each put one under the other while they were offline may
// have made a ring: it is walked once and said to be one. Pure.
export interface TreeLink { readonly id: string; readonly title: string; /** The company it is part of. */ readonly parent: string }
export interface TreeLine { readonly id: string; readonly title: string; /** 0: directly below. */ readonly depth: number }

/** Everything below a company, each under its own, by name. `ring`: the company itself came up below itself. */
export function companiesBelow(root: string, links: readonly TreeLink[]): { readonly lines: readonly TreeLine[]; readonly ring: boolean } {
  const children = new Map<string, TreeLink[]>();
  for (const link of links) {
    const siblings = children.get(link.parent);
    if (siblings) siblings.push(link);
    else children.set(link.parent, [link]);
  }
  const seen = new Set([root]);
  const lines: TreeLine[] = [];
  let ring = false;
  // A list of what is still to be walked: a chain of any length is no deep recursion.
  const coming: TreeLine[] = [];
  const push = (parent: string, depth: number): void => {
    const below = (children.get(parent) ?? []).toSorted((a, b) => b.title.localeCompare(a.title));
    for (const { id, title } of below) coming.push({ id, title, depth });
  };
  push(root, 0);
  for (let line = coming.pop(); line; line = coming.pop()) {
    ring ||= line.id === root;
    if (seen.has(line.id)) continue;
    seen.add(line.id);
    lines.push(line);
    push(line.id, line.depth + 1);
  }
  return { lines, ring };
}
