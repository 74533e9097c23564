// The table of all entities: a new one is one file and one line here.
import { activity } from "./activity.ts";
import { attachment } from "./attachment.ts";
import { body } from "./body.ts";
import { campaign } from "./campaign.ts";
import { company } from "./company.ts";
import { contact } from "./contact.ts";
import { customField, customFieldNamed } from "./custom-field.ts";
import { deal } from "./deal.ts";
import { distinct } from "./distinct.ts";
import type { Entity } from "./entity.ts";
import { feedback } from "./feedback.ts";
import type { Field } from "./field.ts";
import { goal } from "./goal.ts";
import { kept } from "./kept.ts";
import { lead } from "./lead.ts";
import { lineItem } from "./line-item.ts";
import { member } from "./member.ts";
import { notification } from "./notification.ts";
import { objection } from "./objection.ts";
import { pipeline, stage } from "./pipeline.ts";
import { proposal } from "./proposal.ts";
import { segment } from "./segment.ts";
import { rate, settings } from "./settings.ts";
import { task } from "./task.ts";
import { team } from "./team.ts";
import { view } from "./view.ts";

export const entities = {
  lead, company, contact, deal, activity, task, objection, lineItem, pipeline, stage, member, proposal, body, customField, team, settings, rate, notification, kept, attachment, view, goal, distinct, feedback, segment, campaign,
} satisfies Record<string, Entity>;

export type Kind = keyof typeof entities;
export const KINDS = Object.keys(entities) as readonly Kind[];
export const isKind = (text: unknown): text is Kind => typeof text === "string" && Object.hasOwn(entities, text);
export const entityOf = (kind: Kind): Entity => entities[kind];
/** The field's definition, or undefined where the kind has no such field (never an inherited key). Of a custom field, what its name says. */
export function fieldOf(kind: Kind, name: string): Field | undefined {
  // The kind may come from outside and be none.
  if (!isKind(kind)) return undefined;
  const fields: Readonly<Record<string, Field>> = entities[kind].fields;
  return Object.hasOwn(fields, name) ? fields[name] : customFieldNamed(kind, name);
}
