// Shows why a way in was refused; where one must wait, counts down.
import { useEffect, useState } from "react";
import type { ApiProblem } from "../../platform/json-api.ts";
import { Banner } from "../../ui/banner.tsx";
import { problemText } from "./problem-text.ts";

export const ProblemBanner = ({ problem, waitSeconds }: { readonly problem: ApiProblem; readonly waitSeconds: number | undefined }) => {
  const { kind, title, detail } = problemText(problem, waitSeconds);
  return <Banner kind={kind} title={title}>{detail === "" ? undefined : detail}</Banner>;
};

/** Seconds still to wait after a refusal that names a time; undefined where none is named. */
export const useWait = (problem: ApiProblem | undefined): number | undefined => {
  const seconds = problem?.kind === "problem" ? problem.retryAfterSeconds : undefined;
  const [wait, setWait] = useState<{ readonly of: ApiProblem | undefined; readonly left: number }>();
  useEffect(() => {
    if (seconds === undefined) return;
    const end = performance.now() + seconds * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setWait({ of: problem, left });
      if (left === 0) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [problem, seconds]);
  return wait !== undefined && wait.of === problem ? wait.left : seconds;
};
