/**
 * What the validator of bodies and queries says in its own words, by the names of our sentences, so that an app can say it
 * in other words; programs read the validator's. It knows no field.
 */
import type { Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import type { z } from "zod";

type Named = Omit<Why, "message">;

/** How the validator begins; every other word on a field is one of ours. */
const ITS_OWN = /^(?:Invalid|Too (?:small|big)|Unrecognized)/;
const FORMATS: Readonly<Record<string, "no-email" | "no-web-address">> = { email: "no-email", url: "no-web-address" };

const limits = {
  too_small: { string: "short-text", number: "small-number", other: "few-items", bound: "least" },
  too_big: { string: "long-text", number: "great-number", other: "many-items", bound: "most" },
} as const;

function limited(code: keyof typeof limits, origin: string, bound: number): Named {
  if (code === "too_small" && origin === "string" && bound === 1) return problemWhy("needed");
  const names = limits[code];
  return { reason: origin === "string" ? names.string : origin === "number" ? names.number : names.other, values: { [names.bound]: bound } };
}

/** The name and the values of what an issue says; nothing where it says it in words of ours. */
export function nameOfIssue(issue: z.core.$ZodIssue): Named {
  if (!ITS_OWN.test(issue.message)) return {};
  const { reason, values } = named(issue);
  return { ...(reason !== undefined && { reason }), ...(values !== undefined && { values }) };
}

function named(issue: z.core.$ZodIssue): Named {
  switch (issue.code) {
    case "too_small":
      return limited(issue.code, issue.origin, Number(issue.minimum));
    case "too_big":
      return limited(issue.code, issue.origin, Number(issue.maximum));
    case "invalid_format":
      return problemWhy(FORMATS[issue.format] ?? "not-written-so");
    case "invalid_value":
      return problemWhy("one-of", { choices: issue.values.map(String).join(", ") });
    default:
      return problemWhy(issue.message.endsWith("received undefined") ? "needed" : "not-right");
  }
}
