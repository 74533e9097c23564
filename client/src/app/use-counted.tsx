// Follows which page is open for the counts of use, and sends them when the app is left and every ten minutes.
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useApp, useUser } from "./app-context.tsx";
import { createUseCounts } from "./use-counts.ts";

const EVERY_MS = 10 * 60_000;

export const UseCounted = () => {
  const { api } = useApp();
  const user = useUser();
  const [id, workspace] = [user?.id ?? "", user?.workspaceId ?? ""];
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const counts = useMemo(() => createUseCounts({ api, memory: browserTextMemory, user: id, workspace }), [api, id, workspace]);
  useEffect(() => counts.opened(path), [counts, path]);
  useEffect(() => {
    const timer = setInterval(() => void counts.send(), EVERY_MS);
    const leave = () => void (document.visibilityState === "hidden" && counts.send());
    document.addEventListener("visibilitychange", leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", leave);
    };
  }, [counts]);
  return null;
};
