// What stands between the person and the whole list: data still on its way, or a device that has no connection for it.
import { useStatus } from "../read/index.ts";
import { Banner } from "../ui/banner.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { text } from "./text.ts";

const words = text.arriving;

export const ListNotice = ({ complete, loading }: { readonly complete: boolean; readonly loading: boolean }) => {
  const { phase, progress } = useStatus();
  if (progress !== null) return <ProgressBar label={words.receiving} value={progress.total === 0 ? undefined : progress.have / progress.total} detail={words.receivingDetail(progress.have, progress.total)} />;
  if (complete || loading) return null;
  const offline = phase === "offline" || phase === "signed-out";
  if (!offline && phase !== "catching-up" && phase !== "connecting") return null;
  return <Banner kind={offline ? "offline" : "info"} title={words.notComplete}>{offline ? words.notCompleteOffline : words.notCompleteDetail}</Banner>;
};
