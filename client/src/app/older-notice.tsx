// Over a list of which this device holds a part: that it is so, and the way to the rest. One calm line: for some it is
// always there.
import type { Kind } from "@outrider/shared/schema";
import { Download } from "lucide-react";
import { useAct } from "../act/index.ts";
import { type Beyond, useStatus } from "../read/index.ts";
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
    <div className="flex items-center gap-3">
      <p role="status" className="min-w-0 flex-1 text-small text-ink-muted">{words.here(part ?? 0)} {offline ? words.offline : words.more}</p>
      {!offline && <Button icon={Download} disabled={asking} onClick={() => void load()}>{asking ? words.asking : words.load}</Button>}
    </div>
  );
};
