// Chooses a time zone by typing part of a city's or a zone's name, or its distance from UTC. Enter takes the first found.
import { Check, Clock } from "lucide-react";
import { useMemo, useState } from "react";
import { localZone } from "./format.ts";
import { findZones, timeZones } from "./time-zones.ts";
import { useNow } from "./use-now.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { zoneTexts as words } from "./time-zone-texts.ts";

const SHOWN = 40;
const line = "focus-inset flex min-h-touch w-full items-center gap-2.5 rounded-control px-2.5 text-start text-body hover:bg-hover desk:min-h-9";

export type TimeZonePickerProps = {
  readonly chosen: string;
  /** "": none. */
  readonly onPick: (zone: string) => void;
  readonly onClose: () => void;
  /** What choosing none is called. */
  readonly none?: string;
};

export const TimeZonePicker = ({ chosen, onPick, onClose, none = words.leave }: TimeZonePickerProps) => {
  const [typed, setTyped] = useState("");
  const [opened] = useState(useNow());
  const zones = useMemo(() => timeZones(opened), [opened]);
  const found = useMemo(() => {
    if (typed.trim() !== "") return findZones(zones, typed);
    // The one that stands and the person's own come first: one of them is most often meant.
    const first = [chosen, localZone()];
    const rank = (id: string): number => (first.includes(id) ? first.indexOf(id) : first.length);
    return zones.toSorted((a, b) => rank(a.id) - rank(b.id));
  }, [zones, typed, chosen]);
  const [top] = found;
  return (
    <Dialog open onClose={onClose} title={words.title}>
      <div className="flex min-h-72 flex-col gap-2 pb-3">
        <SearchBox label={words.search} value={typed} onChange={setTyped} onSubmit={() => top !== undefined && typed.trim() !== "" && onPick(top.id)} />
        <ul aria-label={words.title}>
          {found.slice(0, SHOWN).map(({ id, city, name, offset }) => (
            <li key={id}>
              <button type="button" className={line} aria-pressed={id === chosen} onClick={() => onPick(id)}>
                <Clock aria-hidden className="size-4 shrink-0 text-ink-muted" />
                <span className="min-w-0 flex-1 truncate font-medium text-ink">{city} <span className="font-normal text-ink-muted">{words.line(name, offset)}</span></span>
                {id === chosen && <Check aria-hidden className="size-4 text-accent-ink" />}
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="px-2.5 py-2 text-body text-ink-muted">{words.nothing}</p>}
        {found.length > SHOWN && <p className="px-2.5 text-caption text-ink-muted">{words.more(found.length - SHOWN)}</p>}
        {chosen !== "" && <div className="mt-auto pt-1"><Button variant="quiet" onClick={() => onPick("")}>{none}</Button></div>}
      </div>
    </Dialog>
  );
};
