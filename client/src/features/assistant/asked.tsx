// An answer of the assistant with the states that each has: not agreed, still reading, not here, or the answer itself with what
// it was made by.
import type { ReactNode } from "react";
import type { AssistantAnswer } from "../../read/index.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ConsentNote } from "./consent-note.tsx";
import { words } from "./texts.ts";

type Result = NonNullable<AssistantAnswer["result"]>;
export type Answered<K extends Result["kind"]> = AssistantAnswer & { readonly result: Extract<Result, { kind: K }> };

interface AskedProps<K extends Result["kind"]> {
  readonly answer: AssistantAnswer | undefined;
  readonly kind: K;
  readonly children: (answer: Answered<K>) => ReactNode;
  /** What a language model says to it, where it may be asked. */
  readonly model?: ReactNode;
}

export const Asked = <K extends Result["kind"]>({ answer, kind, children, model }: AskedProps<K>) => {
  if (answer === undefined) return <Skeleton lines={4} />;
  if (answer.gap) return <ConsentNote gap={answer.gap} />;
  if (answer.share < 1) return <ProgressBar label={words.reading} value={answer.share} />;
  if (answer.result?.kind !== kind) return <p className="text-body text-ink-muted">{words.gone}</p>;
  return (
    <div className="flex flex-col gap-4">
      {children(answer as Answered<K>)}
      <p className="text-small text-ink-muted">
        {words.madeBy.device} {answer.result.madeBy.ranking === "both" ? words.madeBy.both : words.madeBy.words}{!answer.complete && ` ${words.partly}`}
      </p>
      {answer.outside === null && model}
    </div>
  );
};
