// The people that may be meant, under the text that is typed. The caret stays in the text: pressing a line takes nothing from it.
import { useEffect, useRef } from "react";
import type { MemberView } from "../../../app/use-definitions.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { classNames } from "../../../ui/class-names.ts";
import type { Mention } from "./use-mention.ts";
import { words } from "./texts.ts";

export interface PeopleListProps {
  readonly mention: Mention;
  readonly onTake: (person: MemberView) => void;
  /** From the top of what it lies over, px; without it, under it. */
  readonly top?: number | undefined;
}

export const PeopleList = ({ mention: { people, active, id, point }, onTake, top }: PeopleListProps) => {
  const list = useRef<HTMLDivElement>(null);
  const open = people.length > 0;
  useEffect(() => {
    if (open) list.current?.scrollIntoView({ block: "nearest" });
  }, [open, people]);
  return (
    <>
      <span role="status" className="sr-only">{open ? words.found(people.length) : ""}</span>
      {open && (
        <div
          ref={list} id={id} role="listbox" tabIndex={-1} aria-label={words.label} style={top === undefined ? undefined : { top }}
          className={classNames("absolute inset-x-0 z-20 mt-1 max-w-sm scroll-my-2 overflow-hidden rounded-card border border-line bg-raised py-1 shadow-high", top === undefined && "top-full")}
        >
          {people.map((person, at) => (
            <button
              type="button" tabIndex={-1} key={person.id} id={`${id}-${at}`} role="option" aria-selected={at === active}
              className={classNames("flex min-h-touch w-full items-center gap-2.5 px-3 text-start text-body text-ink desk:min-h-9", at === active && "bg-hover")}
              // The text keeps the caret, and a phone its keyboard.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => point(at)}
              onClick={() => onTake(person)}
            >
              <Avatar name={person.name} size="small" />
              <bdi className="min-w-0 flex-1 truncate font-medium">{person.name}</bdi>
              {person.team !== "" && <span className="max-w-28 shrink-0 truncate text-small text-ink-muted">{person.team}</span>}
            </button>
          ))}
        </div>
      )}
    </>
  );
};
