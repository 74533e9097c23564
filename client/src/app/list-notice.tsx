// What stands between the person and the whole list: data still on its way or put off, a device that has no connection for it, or
// one that holds a part.
import type { Kind } from "@outrider/shared/schema";
import type { ReactNode } from "react";
import { type Beyond, useStatus } from "../read/index.ts";
import { Banner } from "../ui/banner.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { whenOpened } from "../ui/when-opened.tsx";
import { text } from "./text.ts";

const words = text.arriving;

const Later = whenOpened(async () => (await import("./first-sync.tsx")).Later);
const PutOffNote = whenOpened(async () => (await import("./first-sync.tsx")).PutOffNote);
const OlderNotice = whenOpened(async () => (await import("./older-notice.tsx")).OlderNotice);

/** `beyond` and the `kinds` of the list, where the list is one that can be loaded on; `instead`: what stands there of a list that is loaded on in another way. */
export const ListNotice = ({ complete, loading, beyond, kinds = [], instead }: { readonly complete: boolean; readonly loading: boolean; readonly beyond?: Beyond | undefined; readonly kinds?: readonly Kind[]; readonly instead?: ReactNode }) => {
  const { phase, progress, putOff } = useStatus();
  if (putOff) return <PutOffNote />;
  if (progress !== null) {
    return (
      <div className="flex items-end gap-3">
        <div className="min-w-0 flex-1"><ProgressBar label={words.receiving} value={progress.total === 0 ? undefined : progress.have / progress.total} detail={words.receivingDetail(progress.have, progress.total)} /></div>
        <Later />
      </div>
    );
  }
  if (complete || loading) return null;
  if (beyond !== undefined) return instead ?? <OlderNotice beyond={beyond} kinds={kinds} />;
  const offline = phase === "offline" || phase === "signed-out";
  if (!offline && phase !== "catching-up" && phase !== "connecting") return null;
  return <Banner kind={offline ? "offline" : "info"} title={words.notComplete}>{offline ? words.notCompleteOffline : words.notCompleteDetail}</Banner>;
};
