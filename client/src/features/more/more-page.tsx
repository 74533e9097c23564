// On a phone, the places that have no room in the bottom bar.
import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { Avatar } from "../../ui/avatar.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page } from "../../ui/page.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useUser } from "../../app/app-context.tsx";
import { InstallPanel } from "../../app/install-panel.tsx";
import { moreOnly, otherItems } from "../../app/nav-items.ts";
import { text } from "../../app/text.ts";
import { useTitle } from "../../app/use-title.ts";

const MorePage = () => {
  const user = useUser();
  useTitle(text.nav.more);
  return (
    <Page narrow>
      <PageHeader title={text.nav.more} />
      {user !== undefined && (
        <div className="flex items-center gap-3">
          <Avatar name={user.name} size="large" />
          <span className="min-w-0">
            <span className="block truncate text-heading font-semibold">{user.name}</span>
            <span className="block truncate text-small text-ink-muted">{user.email}</span>
          </span>
        </div>
      )}
      <Panel flush>
        <ul>
          {[...moreOnly, ...otherItems].map((item) => (
            <li key={item.to} className="border-b border-line last:border-b-0">
              <Link to={item.to} className="focus-inset flex min-h-14 items-center gap-3 px-4 text-body font-medium text-ink no-underline hover:bg-hover">
                <item.icon aria-hidden className="size-5 text-ink-muted" strokeWidth={1.8} />
                <span className="flex-1">{item.label}</span>
                <ChevronRight aria-hidden className="size-4 text-ink-faint rtl:-scale-x-100" />
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
      <InstallPanel />
    </Page>
  );
};

export default MorePage;
