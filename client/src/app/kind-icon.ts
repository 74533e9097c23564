// The picture of a kind of record.
import type { Kind } from "@outrider/shared/schema";
import { Bookmark, Building2, CircleUser, GitCompareArrows, Goal, Handshake, Megaphone, NotebookText, Paperclip, Package, Phone, Shield, SquareCheck, UserPlus, Users, Waypoints, type LucideIcon } from "lucide-react";

export const kindIcon: Readonly<Record<Kind, LucideIcon>> = {
  deal: Handshake, lead: UserPlus, contact: CircleUser, company: Building2, activity: Phone, task: SquareCheck, objection: Shield,
  pipeline: Waypoints, stage: Waypoints, member: CircleUser, proposal: Handshake, body: NotebookText, customField: Waypoints, team: CircleUser, settings: Waypoints, rate: Waypoints, notification: Handshake, kept: GitCompareArrows, attachment: Paperclip, lineItem: Package, view: Bookmark, goal: Goal, distinct: GitCompareArrows, feedback: Shield, segment: Users, campaign: Megaphone,
};
