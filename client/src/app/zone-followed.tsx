// Days and times go by the time zone that the person's profile names, as soon as it is known here that it does.
import { useEffect } from "react";
import { useUser } from "./app-context.tsx";
import { chooseOwnZone } from "./own-zone.ts";
import { useMembers } from "./use-definitions.ts";

export const ZoneFollowed = () => {
  const me = useUser()?.id;
  const zone = useMembers().members.find(({ id }) => id === me)?.timeZone;
  useEffect(() => {
    if (zone !== undefined) chooseOwnZone(zone);
  }, [zone]);
  return null;
};
