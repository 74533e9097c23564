// The way back from a page: to where one came from, or to a given place when one came by a link.
import { Link, useCanGoBack, useRouter } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { NavItem } from "./nav-items.ts";
import { text } from "./text.ts";

export const BackLink = ({ to }: { readonly to: NavItem["to"] | "/more" | "/settings/devices" }) => {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <Link
      to={to}
      aria-label={text.nav.back}
      title={text.nav.back}
      onClick={(event) => {
        if (!canGoBack || event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        router.history.back();
      }}
      className="inline-flex size-touch items-center justify-center rounded-control text-ink-muted hover:bg-hover hover:text-ink desk:size-control"
    >
      <ArrowLeft aria-hidden className="size-5 rtl:-scale-x-100" />
    </Link>
  );
};
