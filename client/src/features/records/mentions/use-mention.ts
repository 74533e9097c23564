// The list of people while a name is typed: what it holds, which line is chosen, and when it is over. Knows no text field;
// whoever has one says what stands before the caret and takes what is chosen.
import { useId, useMemo, useRef, useState } from "react";
import { useUser } from "../../../app/app-context.tsx";
import type { MemberView } from "../../../app/use-definitions.ts";
import { teamName, useTeams } from "../../../app/use-teams.ts";
import { fitting, moveOf, type Typed, typedBefore } from "./mention.ts";

export interface Mention {
  /** Empty: the list is not there. */
  readonly people: readonly MemberView[];
  readonly active: number;
  readonly typed: Typed | null;
  /** For the text field, while the list is there. */
  readonly aria: { readonly "aria-autocomplete": "list"; readonly "aria-haspopup": "listbox"; readonly "aria-controls"?: string; readonly "aria-activedescendant"?: string };
  readonly id: string;
  /** What stands between the beginning of the text, or of its paragraph, and the caret; null: no caret. */
  readonly look: (before: string | null) => void;
  /** Over for this `@`: somebody was taken, or nobody is wanted. */
  readonly leave: () => void;
  /** Whether the key was the list's; `take` is called with who was chosen. */
  readonly key: (key: string, take: (person: MemberView) => void) => boolean;
  readonly point: (active: number) => void;
}

export function useMention(): Mention {
  const id = useId();
  const user = useUser();
  const { members, teams } = useTeams();
  // Nobody is told of what they wrote themselves.
  const others = useMemo(
    () => members.filter((member) => member.active && member.id !== user?.id).map((member) => ({ ...member, team: member.team === "" ? "" : teamName(teams, member.team) })),
    [members, teams, user],
  );
  const [typed, setTyped] = useState<Typed | null>(null);
  const [active, setActive] = useState(0);
  /** The `@` at which it is over. */
  const left = useRef<number>(null);
  const people = useMemo(() => (typed === null ? [] : fitting(typed.said, others)), [typed, others]);
  const at = Math.min(active, Math.max(0, people.length - 1));
  const leave = (): void => {
    left.current = typed?.at ?? null;
    setTyped(null);
  };
  return {
    leave,
    people, typed, id, active: at,
    aria: { "aria-autocomplete": "list", "aria-haspopup": "listbox", ...(people.length > 0 && { "aria-controls": id, "aria-activedescendant": `${id}-${at}` }) },
    look(before) {
      const found = before === null ? null : typedBefore(before);
      if (found === null || found.at !== left.current) left.current = null;
      const next = left.current === null ? found : null;
      if (next?.at === typed?.at && next?.said === typed?.said) return;
      setTyped(next);
      setActive(0);
    },
    key(key, take) {
      const move = people.length === 0 ? null : moveOf(key, at, people.length);
      const chosen = people[at];
      if (move === null || chosen === undefined) return false;
      if (move === "take") take(chosen);
      else if (move === "leave") leave();
      else setActive(move.to);
      return true;
    },
    point: setActive,
  };
}
