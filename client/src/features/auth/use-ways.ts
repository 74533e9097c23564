// Asks the server how one can get in; until it has answered, and where it is away, by password alone.
import { useEffect, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { type Ways, waysOf } from "./ways.ts";

/** undefined until known. */
export const useWays = (): Ways | undefined => {
  const { api } = useApp();
  const [ways, setWays] = useState<Ways>();
  useEffect(() => {
    let current = true;
    void api({ method: "GET", path: "/api/auth/ways" }).then((answer) => {
      if (current && answer.ok) setWays(waysOf(answer.value));
    });
    return () => {
      current = false;
    };
  }, [api]);
  return ways;
};
