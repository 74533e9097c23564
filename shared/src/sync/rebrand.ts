// Edits that go on under another device id: what they name as their base among themselves is renamed with them.
import { type Group, type Origin, originOf } from "@outrider/shared/records";

/** The groups with every base and removal that names one of them under the old id naming it under the new one. */
export function rebrand(groups: readonly Group[], from: string, to: string): readonly Group[] {
  const renamed = new Map<Origin, Origin>(groups.map(({ counter }) => [originOf(from, counter), originOf(to, counter)]));
  const rename = (origin: Origin): Origin => renamed.get(origin) ?? origin;
  return groups.map((group) => ({
    ...group,
    changes: group.changes.map((change) => ({
      ...change,
      ...(change.set && {
        set: Object.fromEntries(Object.entries(change.set).map(([field, { value, base }]) => [field, { value, base: base === null ? null : rename(base) }])),
      }),
      ...(change.remove && {
        remove: Object.fromEntries(
          Object.entries(change.remove).map(([field, elements]) => [
            field, Object.fromEntries(Object.entries(elements).map(([element, origins]) => [element, origins.map(rename)])),
          ]),
        ),
      }),
    })),
  }));
}
