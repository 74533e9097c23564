// The goals one sees, each with how far it is, and the way to set one.
import type { GoalProgress } from "@outrider/shared/analytics";
import { Pencil, Plus } from "lucide-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import type { MemberView } from "../../app/use-definitions.ts";
import { teamName, type TeamView } from "../../app/use-teams.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { GoalDialog } from "./goal-dialog.tsx";
import { GoalLine } from "../../app/goal-line.tsx";
import { goalTitle } from "../../app/goal-words.ts";
import { type GoalAim, goalAim } from "./figure-links.ts";
import { words } from "./texts.ts";
import { type Asker, ledBy, teamsOf } from "./who.ts";

export type GoalsPanelProps = {
  readonly goals: readonly GoalProgress[];
  readonly asker: Asker;
  readonly members: readonly MemberView[];
  readonly teams: readonly TeamView[];
  readonly currency: string;
  readonly today: string;
  /** Whose; null: all that one sees. */
  readonly people: readonly string[] | null;
  readonly team: string | undefined;
  /** How far each is counts all that one may see, where this device holds a part. */
  readonly counted: boolean;
};

const linkLook = "text-ink underline-offset-2 hover:underline";

const GoalLink = ({ aim, children }: { readonly aim: GoalAim; readonly children: ReactNode }) =>
  aim.to === "/activities" ? <Link to={aim.to} search={aim.search} className={linkLook}>{children}</Link> : <Link to={aim.to} search={aim.search} className={linkLook}>{children}</Link>;

export const GoalsPanel = ({ goals, asker, members, teams, currency, today, people, team, counted }: GoalsPanelProps) => {
  const [open, setOpen] = useState<GoalProgress | "new">();
  const led = ledBy(asker, members);
  const keys = teamsOf(asker, members);
  const choices = [...led.map(({ id, name }) => ({ value: id, label: id === asker.id ? words.myself : name })), ...keys.map((key) => ({ value: `team:${key}`, label: words.team(teamName(teams, key)) }))];
  const whose = ({ person, team: key }: GoalProgress): string => (person === asker.id ? words.mine : person === "" ? words.team(teamName(teams, key)) : (members.find(({ id }) => id === person)?.name ?? words.unknown));
  // A goal that somebody else set for me is theirs to change.
  const mayChange = ({ owner, person, team: key }: GoalProgress): boolean => owner === asker.id || asker.role === "admin" || (person !== asker.id && (person === "" ? keys.includes(key) && asker.role === "manager" && led.some(({ id }) => id === owner) : led.some(({ id }) => id === owner)));
  const shown = goals.filter(({ person, team: key, to }) => to >= today && (people === null || (person === "" ? key === team : people.includes(person))));
  return (
    <Panel title={words.goals} flush actions={<Button size="small" icon={Plus} onClick={() => setOpen("new")}>{words.setGoal}</Button>}>
      {shown.length === 0
        ? <p className="px-4 py-3 text-body text-ink-muted"><span className="block text-ink">{words.noGoals}</span>{words.noGoalsDetail}</p>
        : (
          <ul aria-label={words.goals} className="px-4">
            {shown.map((goal) => (
              <GoalLine key={goal.id} goal={goal} whose={whose(goal)} link={(title) => <GoalLink aim={goalAim(goal, counted)}>{title}</GoalLink>} action={mayChange(goal) ? <IconButton icon={Pencil} label={words.editGoal(goalTitle(goal))} onClick={() => setOpen(goal)} /> : undefined} />
            ))}
          </ul>
        )}
      {open !== undefined && <GoalDialog key={open === "new" ? "new" : open.id} choices={choices} goal={open === "new" ? undefined : open} members={members} me={asker.id} currency={currency} today={today} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
};
