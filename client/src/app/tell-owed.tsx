// Tells of exports that were made with no network, whenever there is one again.
import { useEffect } from "react";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useStatus } from "../read/index.ts";
import { useApp, useUser } from "./app-context.tsx";
import { sendOwed } from "./owed-exports.ts";

export const TellOwed = () => {
  const { api } = useApp();
  const user = useUser()?.id;
  const { phase } = useStatus();
  useEffect(() => {
    if (user !== undefined && phase === "live") void sendOwed({ api, memory: browserTextMemory, user, now: Date.now });
  }, [api, user, phase]);
  return null;
};
