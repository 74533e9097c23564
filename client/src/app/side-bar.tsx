// The bar at the side of a desk screen.
import { Link } from "@tanstack/react-router";
import { Avatar } from "../ui/avatar.tsx";
import { useUser } from "./app-context.tsx";
import { Brand } from "./brand.tsx";
import { mainItems, otherItems, type NavItem } from "./nav-items.ts";
import { text } from "./text.ts";

const Item = ({ item }: { readonly item: NavItem }) => (
  <li>
    <Link
      to={item.to}
      activeOptions={{ exact: item.to === "/", includeSearch: false }}
      className="flex min-h-touch items-center gap-2.5 rounded-control px-2.5 text-body font-medium text-ink-muted no-underline hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-ink desk:min-h-8.5"
    >
      <item.icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.8} />
      {item.label}
    </Link>
  </li>
);

export const SideBar = () => {
  const user = useUser();
  return (
    <nav aria-label={text.nav.main} className="hidden w-54 shrink-0 flex-col border-e border-line bg-surface desk:flex">
      <div className="flex h-14 items-center px-4"><Brand /></div>
      <div className="flex min-h-0 flex-1 flex-col justify-between gap-6 overflow-y-auto px-2 pb-3">
        <ul className="flex flex-col gap-0.5">{mainItems.map((item) => <Item key={item.to} item={item} />)}</ul>
        <ul className="flex flex-col gap-0.5">{otherItems.map((item) => <Item key={item.to} item={item} />)}</ul>
      </div>
      {user !== undefined && (
        <div className="flex items-center gap-2.5 border-t border-line px-4 py-3">
          <Avatar name={user.name} />
          <span className="min-w-0">
            <span className="block truncate text-small font-medium">{user.name}</span>
            <span className="block truncate text-caption text-ink-muted">{user.workspaceName === "" ? user.email : user.workspaceName}</span>
          </span>
        </div>
      )}
    </nav>
  );
};
