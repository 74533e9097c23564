// Which days the figures are of, and whose.
import { periodFault, RANGES } from "@outrider/shared/analytics";
import { isDay } from "@outrider/shared/schema";
import { useState } from "react";
import { type DashboardSearch, ownDays } from "../../app/dashboard-search.ts";
import type { MemberView } from "../../app/use-definitions.ts";
import { teamName, type TeamView } from "../../app/use-teams.ts";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { words } from "./texts.ts";
import { type Asker, ledBy, teamsOf } from "./who.ts";

export type RangeBarProps = {
  readonly asker: Asker;
  readonly search: DashboardSearch;
  readonly members: readonly MemberView[];
  readonly teams: readonly TeamView[];
  readonly today: string;
  readonly onChange: (search: DashboardSearch) => void;
};

const ranges = [...RANGES, "own"] as const;
const ALL = "";

export const RangeBar = ({ asker, search, members, teams, today, onChange }: RangeBarProps) => {
  const { range = "last90" } = search;
  const own = ownDays(search);
  const [from, setFrom] = useState(own?.from ?? `${today.slice(0, 7)}-01`);
  const [to, setTo] = useState(own?.to ?? today);
  const fault = isDay(from) && isDay(to) ? periodFault({ from, to }) : null;
  const chooseDays = (days: { readonly from: string; readonly to: string }) => {
    setFrom(days.from);
    setTo(days.to);
    if (isDay(days.from) && isDay(days.to) && periodFault(days) === null) onChange({ ...search, range: "own", ...days });
  };
  const { owner: _owner, team: _team, ...others } = search;
  const who = search.owner ?? (search.team === undefined ? ALL : `team:${search.team}`);
  const people = ledBy(asker, members);
  return (
    <div className="flex flex-wrap items-start gap-2">
      <div className="min-w-36 flex-1 desk:max-w-44">
        <Select
          label={words.range} hideLabel value={range} options={ranges.map((value) => ({ value, label: words.ranges[value] }))}
          onChange={(next) => (next === "own" ? chooseDays({ from, to }) : onChange({ ...search, range: next }))}
        />
      </div>
      {asker.role !== "exec" && (
        <div className="min-w-36 flex-1 desk:max-w-56">
          <Select
            label={words.who} hideLabel value={who}
            options={[{ value: ALL, label: words.everybody }, ...teamsOf(asker, members).map((key) => ({ value: `team:${key}`, label: words.team(teamName(teams, key)) })), ...people.map(({ id, name }) => ({ value: id, label: id === asker.id ? words.mine : name }))]}
            onChange={(next) => onChange({ ...others, ...(next.startsWith("team:") ? { team: next.slice("team:".length) } : next === ALL ? {} : { owner: next }) })}
          />
        </div>
      )}
      {range === "own" && (
        <div className="flex w-full gap-2 desk:w-auto">
          <div className="min-w-0 flex-1"><TextField type="date" label={words.from} hideLabel value={from} error={fault === "backwards" ? words.backwards : fault === "too-long" ? words.tooLong : undefined} onChange={(next) => chooseDays({ from: next, to })} /></div>
          <div className="min-w-0 flex-1"><TextField type="date" label={words.to} hideLabel value={to} onChange={(next) => chooseDays({ from, to: next })} /></div>
        </div>
      )}
    </div>
  );
};
