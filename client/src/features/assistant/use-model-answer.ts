// Asks the workspace's language model when somebody presses for it, and never by itself. What came is kept for as long as the
// screen is open that asked.
import { useEffect, useReducer, useRef } from "react";
import type { AssistantName } from "@outrider/shared/schema";
import { useUser } from "../../app/app-context.tsx";
import { askModel } from "../../app/ask-model.ts";
import { answerTo, type ModelAnswer, nextAnswer, UNASKED } from "./model-answer.ts";

/** As the server reads it. */
export interface ModelQuestion { readonly assistant: AssistantName | "report"; readonly recordId?: string; /** Days, of a report. */ readonly from?: string; readonly to?: string; readonly objectionText?: string }

export interface AskedModel {
  readonly question: ModelQuestion;
  readonly answer: ModelAnswer;
  readonly ask: () => Promise<void>;
  readonly stop: () => void;
}

export function useModelAnswer(question: ModelQuestion): AskedModel {
  const workspace = useUser()?.workspaceId ?? "";
  const [state, tell] = useReducer(nextAnswer, UNASKED);
  const leaving = useRef<AbortController>(undefined);
  const of = JSON.stringify(question);
  useEffect(() => () => {
    leaving.current?.abort();
    tell({ on: "left", of });
  }, [of]);
  return {
    question, answer: answerTo(state, of),
    async ask() {
      leaving.current?.abort();
      const ends = new AbortController();
      leaving.current = ends;
      tell({ on: "asked", of });
      const told = await askModel(`/api/ai/answers?workspace=${encodeURIComponent(workspace)}`, question, (statement) => !ends.signal.aborted && tell({ on: "heard", of, statement }), ends.signal);
      if (!ends.signal.aborted) tell({ on: "told", of, told });
    },
    stop() {
      leaving.current?.abort();
      tell({ on: "stopped", of });
    },
  };
}
