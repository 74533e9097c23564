// The number on the icon of the installed app, for whoever counts.
export { browserBadge as iconBadge } from "../platform/app-badge.ts";
