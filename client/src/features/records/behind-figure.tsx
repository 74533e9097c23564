// Over a list behind a figure that counts all that one may see, on a device that holds a part: what the figure counts is
// fetched from the server by the same rule, a few pages at a time; with no network it is said what is missing.
import type { Rule } from "@outrider/shared/schema";
import { Download } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { useUser } from "../../app/app-context.tsx";
import { localZone } from "../../app/format.ts";
import { words } from "../../app/older-texts.ts";
import { Button } from "../../ui/button.tsx";
import { FIRST, ruledBy } from "./load-older.ts";
import { useLoadOlder } from "./use-load-older.ts";

export type BehindFigureProps = { readonly kind: "deal" | "lead" | "activity"; readonly rule: Rule | undefined; /** The server cannot be reached now. */ readonly offline: boolean };

export const BehindFigure = ({ kind, rule, offline }: BehindFigureProps) => {
  const address = ruledBy(useUser()?.workspaceId ?? "", kind, rule, localZone());
  return <Fetching key={address} address={address} offline={offline} />;
};

const Fetching = ({ address, offline }: { readonly address: string; readonly offline: boolean }) => {
  const { asking, result, place, load } = useLoadOlder([address]);
  // The first pages come by themselves, as soon as there is a server.
  const begin = useEffectEvent(() => {
    if (place === FIRST && !asking) void load();
  });
  useEffect(() => {
    if (offline) return undefined;
    const timer = setTimeout(() => begin(), 0);
    return () => clearTimeout(timer);
  }, [offline]);
  const said = result === "all" ? words.behindAll : offline ? `${words.counted} ${words.offline}` : asking ? words.behindAsking : result === "busy" ? words.busy : words.behindMore;
  return (
    <div className="flex items-center gap-3">
      <p role="status" className="min-w-0 flex-1 text-small text-ink-muted">{said}</p>
      {!offline && result !== "all" && <Button icon={Download} busy={asking} onClick={() => void load()}>{words.behindLoad}</Button>}
    </div>
  );
};
