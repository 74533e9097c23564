// Asks the server how one can get in; until it has answered, and where it is away, by password alone.
import { useCallback, useEffect, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { useComingBack } from "../../app/use-coming-back.ts";
import { type Ways, waysOf } from "./ways.ts";

/** `ways`: undefined until known. `away`: the server has not answered; it is asked again when the person comes back. */
export const useWays = (): { readonly ways: Ways | undefined; readonly away: boolean } => {
  const { api } = useApp();
  const [ways, setWays] = useState<Ways>();
  const [away, setAway] = useState(false);
  const look = useCallback(
    () =>
      void api({ method: "GET", path: "/api/auth/ways" }).then((answer) => {
        setAway(!answer.ok);
        if (answer.ok) setWays(waysOf(answer.value));
      }),
    [api],
  );
  useEffect(look, [look]);
  useComingBack(look);
  return { ways, away };
};
