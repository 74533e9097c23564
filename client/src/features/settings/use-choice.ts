// One choice that the server keeps, made in a panel: shown as chosen at once, and as it was before where the server did not
// take it.
import { useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { problemSaid } from "../../app/problem-said.ts";
import type { ApiCall } from "../../platform/json-api.ts";
import { useToast } from "../../ui/toast.tsx";
import { words } from "./texts.ts";

export interface ChoiceOptions<T> {
  /** What the server keeps, as far as is known. */
  readonly kept: T | undefined;
  readonly callFor: (chosen: T) => ApiCall;
  /** What is said once the server has taken it. */
  readonly saidOf: (chosen: T) => string;
  /** What holds on this device even where the server does not hear of it. */
  readonly holdsHere?: (chosen: T) => boolean;
  /** Asks the server again. */
  readonly look: () => Promise<void>;
}

export interface Choice<T> {
  readonly shown: T | undefined;
  /** Whether it holds now; that, or what hindered it, has been said. */
  readonly choose: (chosen: T) => Promise<boolean>;
}

export function useChoice<T extends boolean | number>({ kept, callFor, saidOf, holdsHere = () => false, look }: ChoiceOptions<T>): Choice<T> {
  const { api } = useApp();
  const toast = useToast();
  // Holds until the server tells something else than what it told when this was chosen.
  const [made, setMade] = useState<{ readonly from: T | undefined; readonly to: T }>();
  const choose = async (chosen: T): Promise<boolean> => {
    setMade({ from: kept, to: chosen });
    const answer = await api(callFor(chosen));
    if (answer.ok || holdsHere(chosen)) {
      toast({ message: saidOf(chosen) });
      await look();
      return true;
    }
    setMade(undefined);
    toast({ message: problemSaid(answer.error, words.lease.needsNetwork), tone: "bad" });
    return false;
  };
  return { shown: made !== undefined && made.from === kept ? made.to : kept, choose };
}
