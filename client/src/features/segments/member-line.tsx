// One of those whom a rule finds, by name.
import { recordRoutes } from "../../app/record-route.ts";
import { Link } from "@tanstack/react-router";
import { Avatar } from "../../ui/avatar.tsx";

export const MemberLine = ({ id, title }: { readonly id: string; readonly title: string }) => (
  <li className="border-b border-line last:border-b-0">
    <Link to={recordRoutes.contact} params={{ id }} className="focus-inset flex min-h-touch items-center gap-2.5 rounded-small text-body text-ink no-underline hover:bg-hover desk:min-h-9">
      <Avatar name={title} size="small" /><span className="min-w-0 flex-1 truncate font-medium">{title}</span>
    </Link>
  </li>
);
