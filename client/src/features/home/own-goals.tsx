// One's own goals of now with how far they are. What they rest on is read from all that is here, after the page stands.
import { localZone } from "../../app/format.ts";
import { GoalLine } from "../../app/goal-line.tsx";
import { useGoals } from "../../read/index.ts";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { words } from "./texts.ts";

export const OwnGoals = ({ me, today }: { readonly me: string; readonly today: string }) => {
  const goals = useGoals({ today, zone: localZone() })?.goals ?? null;
  const mine = goals?.filter(({ person, from, to }) => person === me && from <= today && to >= today);
  if (mine?.length === 0) return null;
  return <Panel title={words.goals} flush>{mine === undefined ? <div className="p-4"><Skeleton lines={2} /></div> : <ul className="px-4">{mine.map((goal) => <GoalLine key={goal.id} goal={goal} />)}</ul>}</Panel>;
};
