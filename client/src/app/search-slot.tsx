// The search box of the shell. What is typed is the address of the search page, so it can be gone back to and shared.
// Ctrl/Cmd-K and "/" lead here from anywhere.
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isApple, watchKeys } from "../platform/document-face.ts";
import { useIsDesk } from "../ui/use-is-desk.ts";
import { AddressSearchBox } from "./address-search-box.tsx";
import { isTyping } from "./is-typing.ts";
import { text } from "./text.ts";

export const SearchSlot = () => {
  const box = useRef<HTMLInputElement>(null);
  const desk = useIsDesk();
  const navigate = useNavigate();
  const query = useRouterState({
    select: ({ location }) => (location.pathname === "/search" && "q" in location.search && typeof location.search.q === "string" ? location.search.q : ""),
  });
  const searching = useRouterState({ select: ({ location }) => location.pathname === "/search" });
  useEffect(
    () =>
      watchKeys((event) => {
        const wanted = ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") || (event.key === "/" && !isTyping(event.target));
        if (!wanted) return;
        event.preventDefault();
        box.current?.focus();
        box.current?.select();
      }),
    [],
  );
  const show = (q: string) => void navigate({ to: "/search", search: q === "" ? {} : { q }, replace: searching });
  return (
    <AddressSearchBox
      ref={box}
      label={text.search.label}
      placeholder={text.search.placeholder}
      shortcut={desk ? text.search.shortcut(isApple()) : undefined}
      value={query}
      onChange={show}
      onSubmit={() => show(query)}
    />
  );
};
