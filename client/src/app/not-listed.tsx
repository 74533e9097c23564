// What stands in place of what the server did not tell: this person may not know, there is no network, or it failed.
import { CloudOff, type LucideIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { ApiProblem } from "../platform/json-api.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

type Words = Readonly<Record<"notAllowed" | "notAllowedDetail" | "offline" | "offlineDetail" | "failed" | "failedDetail" | "retry", string>>;

interface NotListedProps {
  readonly problem: ApiProblem;
  readonly look: () => Promise<void>;
  readonly words: Words;
  /** Beside what this person may not know. */
  readonly icon: LucideIcon;
}

export const NotListed = ({ problem, look, words, icon }: NotListedProps) => {
  const [busy, setBusy] = useState(false);
  const again = () => {
    setBusy(true);
    void look().finally(() => setBusy(false));
  };
  if (problem.kind === "problem" && problem.status === 403) return <EmptyState icon={icon} title={words.notAllowed}>{words.notAllowedDetail}</EmptyState>;
  const away = problem.kind === "unreachable";
  return (
    <EmptyState icon={away ? CloudOff : TriangleAlert} title={away ? words.offline : words.failed} action={<Button busy={busy} onClick={again}>{words.retry}</Button>}>
      {away ? words.offlineDetail : words.failedDetail}
    </EmptyState>
  );
};
