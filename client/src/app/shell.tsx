// The frame of every page of someone signed in: bars, banners about the whole app, and the page itself. Invariant:
// moving to another page moves the focus to it, for those who do not see it change.
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useStatus } from "../read/index.ts";
import { useIsDesk } from "../ui/use-is-desk.ts";
import { whenOpened } from "../ui/when-opened.tsx";
import { AfterStart } from "./after-start.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { useQuick } from "./quick.tsx";
import { SideBar } from "./side-bar.tsx";
import { text } from "./text.ts";
import { TopBar } from "./top-bar.tsx";
import { useUndoKeys } from "./use-undo-keys.ts";

/** They come after the first screen, before anything could have to be said; where they do not come, nothing is said. */
const Notices = whenOpened(() => import("./notices.tsx").then((found) => found.Notices, () => () => null));

/** They come after the first screen; where they do not come, nothing is offered. */
const Offers = whenOpened(() => import("./offers.tsx").then((found) => found.Offers, () => () => null));

const Withheld = whenOpened(() => import("./withheld.tsx").then((found) => found.Withheld));

/** The page, or why there is none: only this is drawn again when sync goes on, and not the bars. */
const Inside = () => {
  const { phase } = useStatus();
  return phase === "locked" || phase === "lease-over" ? <Withheld why={phase} /> : <Outlet />;
};

const OffersInside = () => {
  const { phase } = useStatus();
  return phase === "locked" || phase === "lease-over" ? null : <AfterStart><Offers /></AfterStart>;
};

export const Shell = () => {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const before = useRef(path);
  const desk = useIsDesk();
  const { dialogs, onOpen, onAdd } = useQuick();
  useUndoKeys();
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    // Typing in the search box opens the search page and must not lose the box.
    if (path !== "/search") main.current?.focus();
  }, [path]);
  return (
    <div className="flex h-dvh flex-col bg-canvas text-ink desk:flex-row">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-raised focus:px-4 focus:py-2 focus:shadow-high">{text.nav.skip}</a>
      {desk && <SideBar />}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <TopBar onOpen={onOpen} onAdd={onAdd} />
        <AfterStart><Notices /></AfterStart>
        <main ref={main} id="main" tabIndex={-1} className="relative min-h-0 flex-1 scroll-pb-(--toasts) overflow-y-auto outline-none">
          <Inside />
        </main>
        <OffersInside />
      </div>
      {!desk && <BottomBar onAdd={onAdd} />}
      {dialogs}
    </div>
  );
};
