// The search box of the shell. What is typed is the address of the search page, so it can be gone back to and shared.
// "/" leads here from anywhere.
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { isDialogOpen } from "../platform/document-face.ts";
import { useIsDesk } from "../ui/use-is-desk.ts";
import { AddressSearchBox } from "./address-search-box.tsx";
import { isTyping } from "./is-typing.ts";
import { text } from "./text.ts";
import { useKeys } from "./use-keys.ts";

export const SearchSlot = () => {
  const box = useRef<HTMLInputElement>(null);
  const desk = useIsDesk();
  const navigate = useNavigate();
  const query = useRouterState({
    select: ({ location }) => (location.pathname === "/search" && "q" in location.search && typeof location.search.q === "string" ? location.search.q : ""),
  });
  const searching = useRouterState({ select: ({ location }) => location.pathname === "/search" });
  const onKey = useCallback((event: KeyboardEvent) => {
    if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
    event.preventDefault();
    box.current?.focus();
    box.current?.select();
  }, []);
  useKeys(onKey);
  const show = (q: string) => void navigate({ to: "/search", search: q === "" ? {} : { q }, replace: searching });
  return (
    <AddressSearchBox
      ref={box}
      label={text.search.label}
      placeholder={desk ? text.search.placeholder : text.search.label}
      shortcut={desk ? text.search.shortcut : undefined}
      value={query}
      onChange={show}
      onSubmit={() => show(query)}
    />
  );
};
