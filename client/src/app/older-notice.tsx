// Over a list of which this device holds a part: that it is so, and the way to the rest.
import type { Kind } from "@outrider/shared/schema";
import { Download } from "lucide-react";
import { useAct } from "../act/index.ts";
import { type Beyond, useStatus } from "../read/index.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { useToast } from "../ui/toast.tsx";
import { words } from "./older-texts.ts";

export const OlderNotice = ({ beyond, kinds }: { readonly beyond: Beyond; readonly kinds: readonly Kind[] }) => {
  const act = useAct();
  const toast = useToast();
  const { part } = useStatus();
  const load = async () => {
    const { result } = await act.older(kinds);
    if (result !== "fetched") toast({ message: result === "busy" ? words.busy : words.lost });
  };
  const offline = beyond === "offline";
  const asking = beyond === "asking";
  return (
    <Banner
      kind={offline ? "offline" : "info"} title={words.here(part ?? 0)}
      action={offline ? undefined : <Button icon={Download} disabled={asking} onClick={() => void load()}>{asking ? words.asking : words.load}</Button>}
    >
      {offline ? words.offline : words.more}
    </Banner>
  );
};
