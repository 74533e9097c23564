export { checkTemplate, type Filled, fillTemplate, linksOf, readTemplate, type Template, type TemplateFault, usedBy } from "./template.ts";
export { type Links, type Mail, readMail, renderMail } from "./render-mail.ts";
export { fieldKey, type FieldSources, knownFields, TEMPLATE_FIELDS, UNSUBSCRIBE, valuesOf } from "./template-values.ts";
export { type CampaignMove, movesOf, nextState } from "./campaign-state.ts";
export { MESSAGE_STATUSES, type MessageEvent, type MessageStatus, nextStatus, shownStatus } from "./message-state.ts";
export { type Bucket, goesAt, outOfQuiet, type Quiet, refilled, retryAfter, roomIn } from "./send-window.ts";
export { RECEIPT_EVENTS, type ReceiptEvent, type Standing, withReceipt } from "./receipts.ts";
