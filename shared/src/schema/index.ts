export type { Field, FieldType, Guard, Money, Policy, Value } from "./field.ts";
export type { Belongs, Entity } from "./entity.ts";
export { entities, entityOf, fieldOf, isKind, KINDS, type Kind } from "./entities.ts";
export { checkValue, isDay } from "./check-value.ts";
export { moneyOf } from "./money-of.ts";
export { LEAD_STATUS, SOURCES } from "./lead.ts";
export { ACTIVITY_TYPES, ROOTS } from "./activity.ts";
export { ROLES } from "./member.ts";
export { SCHEMA_VERSION } from "./version.ts";
