// What is close in meaning to what is typed: by this device's model where it has one, else by the server's, else by words; and
// by the server's too where this device holds a part of what its person may see. The question is embedded once typing pauses.
import { useEffect, useState } from "react";
import type { JsonApi } from "../platform/json-api.ts";
import { useClose } from "../read/use-close.ts";
import { listOf, numberOf, objectOf, textOf } from "./answer-parts.ts";
import { useApp, useUser } from "./app-context.tsx";
import type { Question } from "./meaning.ts";
import { useMeaning } from "./use-meaning.ts";

const PAUSE_MS = 200;
const SHORTEST = 3;

interface FromServer { readonly near: readonly { readonly id: string; readonly score: number }[] }

/** It has said that it runs no model: it is not asked with every word. */
let serverHasNone = false;

async function askServer(api: JsonApi, workspace: string, text: string): Promise<FromServer | null> {
  if (serverHasNone) return null;
  const answer = await api({ method: "POST", path: "/api/vectors/close", body: { workspace, text: text.slice(0, 1_000) } });
  if (!answer.ok) return null;
  const { model, found } = objectOf(answer.value);
  serverHasNone = model === null;
  if (typeof model !== "string") return null;
  return { near: listOf(found).map(({ id, score }) => ({ id: textOf(id), score: numberOf(score) })) };
}

/** `few`: little is found by the words themselves, so that closeness by words is worth a look. */
export function useAskedClose(typed: string, few: boolean) {
  const { meaning, state } = useMeaning();
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const on = state.kind === "on" ? state.model : null;
  const [asked, setAsked] = useState<{ readonly text: string; readonly on: string | null; readonly question: (Partial<Question> & Partial<FromServer>) | null }>();
  const long = typed.length >= SHORTEST;
  useEffect(() => {
    if (!long) return undefined;
    let over = false;
    const ask = async (): Promise<void> => {
      const question = (on === null ? null : await meaning.question(typed)) ?? (await askServer(api, workspace, typed));
      if (!over) setAsked({ text: typed, on, question });
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [meaning, on, typed, long, api, workspace]);
  const known = asked?.text === typed && asked.on === on ? asked : undefined;
  const question = known?.question ?? null;
  // Nobody waits for a server: words answer meanwhile.
  const waits = on !== null && known === undefined;
  const answer = useClose(!long || waits || (question === null && !few) ? null : { text: typed, ...question });
  const more = answer?.more === true && question !== null && question.near === undefined;
  useEffect(() => {
    if (!more) return undefined;
    let over = false;
    void askServer(api, workspace, typed).then((found) => {
      if (!over && found) setAsked((was) => (was?.text === typed ? { ...was, question: { ...was.question, ...found } } : was));
    });
    return () => {
      over = true;
    };
  }, [more, api, workspace, typed]);
  return { answer: long && !waits ? answer : undefined, hasModel: on !== null };
}
