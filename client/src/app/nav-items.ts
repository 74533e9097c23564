// The places of the app, in the order the bars show them.
import { Building2, ChartNoAxesCombined, CalendarDays, CircleUser, Copy, Handshake, History, House, Kanban, Megaphone, MessageSquareText, RefreshCw, Scale, Settings, Shield, Target, Upload, UserPlus, Users, type LucideIcon } from "lucide-react";
import { text } from "./text.ts";

export type NavItem = {
  readonly to: "/" | "/agenda" | "/activities" | "/deals" | "/board" | "/leads" | "/contacts" | "/companies" | "/dashboard" | "/objection" | "/win-loss" | "/segments" | "/campaigns" | "/import" | "/duplicates" | "/edits" | "/sync" | "/people" | "/settings";
  readonly label: string;
  readonly icon: LucideIcon;
};

export const mainItems = [
  { to: "/", label: text.nav.home, icon: House },
  { to: "/agenda", label: text.nav.agenda, icon: CalendarDays },
  { to: "/deals", label: text.nav.deals, icon: Handshake },
  { to: "/board", label: text.nav.board, icon: Kanban },
  { to: "/leads", label: text.nav.leads, icon: UserPlus },
  { to: "/contacts", label: text.nav.contacts, icon: CircleUser },
  { to: "/companies", label: text.nav.companies, icon: Building2 },
  { to: "/dashboard", label: text.nav.dashboard, icon: ChartNoAxesCombined },
  { to: "/activities", label: text.nav.activities, icon: MessageSquareText },
] as const satisfies readonly NavItem[];

/** What has no room in the bar of a phone stands behind More. */
const inMore = new Set<NavItem["to"]>(["/agenda", "/board", "/companies", "/dashboard", "/activities"]);
export const barItems = mainItems.filter(({ to }) => !inMore.has(to));
export const moreOnly = mainItems.filter(({ to }) => inMore.has(to));

export const otherItems = [
  { to: "/objection", label: text.nav.objection, icon: Shield },
  { to: "/win-loss", label: text.nav.winLoss, icon: Scale },
  { to: "/segments", label: text.nav.segments, icon: Target },
  { to: "/campaigns", label: text.nav.campaigns, icon: Megaphone },
  { to: "/import", label: text.nav.import, icon: Upload },
  { to: "/duplicates", label: text.nav.duplicates, icon: Copy },
  { to: "/edits", label: text.nav.edits, icon: History },
  { to: "/sync", label: text.nav.sync, icon: RefreshCw },
  { to: "/people", label: text.nav.people, icon: Users },
  { to: "/settings", label: text.nav.settings, icon: Settings },
] as const satisfies readonly NavItem[];
