// One goal: how far it is, and whether that is as far as it should be by now. Where it is changed is the caller's.
import type { GoalPace, GoalProgress } from "@outrider/shared/analytics";
import type { ReactNode } from "react";
import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";
import { goalFigure, goalTitle } from "./goal-words.ts";
import { words } from "./goal-texts.ts";

const tones = { coming: "neutral", reached: "ok", ahead: "ok", behind: "warn", missed: "bad" } as const satisfies Record<GoalPace, Tone>;

export const GoalLine = ({ goal, whose, action, link }: { readonly goal: GoalProgress; readonly whose?: string | undefined; readonly action?: ReactNode; /** What leads to what counts towards it. */ readonly link?: ((title: string) => ReactNode) | undefined }) => {
  const { measure, target, done, expected, pace, currency } = goal;
  const say = (value: number): string => goalFigure(measure, value, currency);
  const [part, even] = [target === 0 ? 1 : Math.min(1, done / target), target === 0 ? 0 : Math.min(1, expected / target)];
  const shown = words.progress(say(done), say(target));
  const goesOn = pace === "ahead" || pace === "behind";
  return (
    <li className="flex flex-col gap-1.5 border-b border-line py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 flex-1 basis-40 text-body text-ink"><span className="font-medium">{link === undefined ? goalTitle(goal) : link(goalTitle(goal))}</span>{whose !== undefined && <span className="text-ink-muted"> · {whose}</span>}</span>
        <Badge tone={tones[pace]}>{words.paces[pace]}</Badge>
        {action}
      </div>
      <div role="progressbar" aria-label={goalTitle(goal)} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(part * 100)} aria-valuetext={shown} className="relative h-2 rounded-pill bg-line">
        <span className="absolute inset-y-0 start-0 rounded-pill bg-accent" style={{ width: `${part * 100}%` }} />
        {goesOn && <span className="absolute -inset-y-1 w-0.5 bg-ink" style={{ insetInlineStart: `${even * 100}%` }} />}
      </div>
      <p className="figures text-small text-ink-muted"><span className="font-medium text-ink">{shown}</span>{goesOn && ` · ${words.expected(say(expected))}`}</p>
    </li>
  );
};
