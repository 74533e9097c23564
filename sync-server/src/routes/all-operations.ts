// Every operation there is. A test holds it against the routes that are served: none is left out.
import { aiOperations } from "./ai-routes.ts";
import { segmentRuleOperations } from "./segment-rule-routes.ts";
import { answerOperations } from "./answer-operations.ts";
import { campaignAiOperations } from "./campaign-ai-routes.ts";
import { type About, apiDocument } from "./api-document.ts";
import { assistantOperations } from "./assistant-routes.ts";
import { deliveryOperations } from "./delivery-routes.ts";
import { existingOperations } from "./existing-operations.ts";
import { hubspotOperations } from "./hubspot-routes.ts";
import { figuresOperations } from "./figures-routes.ts";
import { ingestOperations } from "./ingest-operations.ts";
import { campaignOperations } from "./campaign-operations.ts";
import type { Operation } from "./operation.ts";
import { restOperations } from "./rest-operations.ts";
import { segmentOperations } from "./segment-routes.ts";
import { vectorOperations } from "./vector-routes.ts";

export const allOperations: readonly Operation[] = [
  ...restOperations,
  ...figuresOperations,
  ...Object.values(aiOperations), ...Object.values(segmentRuleOperations),
  ...Object.values(answerOperations),
  ...Object.values(campaignAiOperations),
  ...Object.values(assistantOperations),
  ...Object.values(campaignOperations),
  ...vectorOperations,
  ...Object.values(ingestOperations),
  ...Object.values(deliveryOperations),
  ...Object.values(hubspotOperations),
  ...segmentOperations,
  ...existingOperations,
];

const about: About = {
  title: "Outrider", version: "1.0.0",
  description: "Records, people and settings of an Outrider workspace. What is written here is judged by the same rules as an edit in the app, and reaches every device.",
};

let made: unknown;
/** The description of all of it, made once. */
export const wholeDocument = (): unknown => (made ??= apiDocument(allOperations, about));
