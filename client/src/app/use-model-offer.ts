// Which language model there is to ask, as the server says, and whether it can be asked now.
import { useEffect, useRef } from "react";
import { objectOf, numberOf, textOf } from "./answer-parts.ts";
import { useUser } from "./app-context.tsx";
import { useAsked } from "./use-asked.ts";
import { type EnginePhase, useStatus } from "../read/index.ts";

export interface ModelOffer { /** "": there is none. */ readonly model: string; readonly perDay: number; readonly online: boolean }

const ONLINE: readonly EnginePhase[] = ["catching-up", "synced", "needs-attention"];

const readOffer = (told: unknown): Omit<ModelOffer, "online"> => {
  const { model, perDay } = objectOf(told);
  return { model: textOf(model), perDay: numberOf(perDay) };
};

/** Undefined until the server has said. */
export function useModelOffer(): ModelOffer | undefined {
  const workspace = useUser()?.workspaceId ?? "";
  const { value, look } = useAsked(`/api/ai/model?workspace=${encodeURIComponent(workspace)}`, readOffer);
  const online = ONLINE.includes(useStatus().phase);
  const was = useRef(online);
  // A screen that was opened with no network learns of the model when there is one.
  useEffect(() => {
    if (online && !was.current) void look();
    was.current = online;
  }, [online, look]);
  return value && { ...value, online };
}
