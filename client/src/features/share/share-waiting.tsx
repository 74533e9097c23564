// On any other page: that something shared still waits, so that it is not forgotten after a restart or a sign-in.
import { Link, useRouterState } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "../../ui/button.tsx";
import { words } from "./texts.ts";
import { useInbox } from "../../app/use-inbox.ts";

const SharePlaces = new Set(["/share", "/import"]);

export const ShareWaiting = () => {
  const { items = [], look } = useInbox();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // What was dealt with on its page waits no longer.
  useEffect(look, [look, path]);
  if (items.length === 0 || SharePlaces.has(path)) return null;
  return (
    <div className="safe-x shrink-0 border-t border-line bg-surface py-2 desk:px-6">
      <div className="mx-auto flex w-full max-w-5xl items-center gap-3">
        <Inbox aria-hidden className="size-5 shrink-0 text-accent-ink" />
        <p role="status" className="min-w-0 flex-1 text-body text-ink">{words.waiting(items.length)}</p>
        <Link to="/share" className={buttonClass("secondary", "small")}>{words.look}</Link>
      </div>
    </div>
  );
};
