// Banners about the whole app, above whichever page is open: a new version, a session that has ended, what the engine says.
import { Link } from "@tanstack/react-router";
import { Banner, type BannerProps } from "../ui/banner.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { useApp, useSession, useUpdate } from "./app-context.tsx";
import type { UpdateState } from "./app-update.ts";
import { EngineNotices } from "./engine-notices.tsx";
import { words as all } from "./notice-texts.ts";
import { text } from "./text.ts";

const words = all.update;
const updates = {
  waiting: { kind: "info", title: words.waiting, detail: words.waitingDetail, accept: words.accept },
  unsaved: { kind: "warning", title: words.unsaved, detail: words.unsavedDetail, accept: words.anyway },
  "unsaved-elsewhere": { kind: "warning", title: words.unsavedElsewhere, detail: words.unsavedElsewhereDetail, accept: words.anyway },
  old: { kind: "info", title: words.old, detail: words.oldDetail, accept: words.reload },
} as const satisfies Record<Exclude<UpdateState, "none">, { kind: BannerProps["kind"]; title: string; detail: string; accept: string }>;

export const Notices = () => {
  const { update } = useApp();
  const waiting = useUpdate();
  const session = useSession();
  const expired = session.kind === "signed-in" && session.expired;
  const owes = session.kind === "signed-in" && session.owes !== undefined;
  return (
    <div className="safe-x flex shrink-0 flex-col gap-2 pt-3 empty:hidden desk:px-6">
      {waiting !== "none" && (
        <Banner
          kind={updates[waiting].kind}
          title={updates[waiting].title}
          action={<Button size="small" onClick={update.accept}>{updates[waiting].accept}</Button>}
        >
          {updates[waiting].detail}
        </Banner>
      )}
      {expired && (
        <Banner kind="warning" title={text.auth.expired} action={<Link to="/sign-in" className={buttonClass("secondary", "small")}>{text.auth.signIn}</Link>}>
          {text.auth.expiredDetail}
        </Banner>
      )}
      {owes && (
        <Banner kind="warning" title={text.auth.owes} action={<Link to="/second-step" className={buttonClass("secondary", "small")}>{text.auth.owesSetUp}</Link>}>
          {text.auth.owesDetail}
        </Banner>
      )}
      <EngineNotices />
    </div>
  );
};
