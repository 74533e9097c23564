// What a language model said of a campaign, as the server let it through. Checked, since it comes from the network.
import { listOf, numberOf, objectOf, textOf } from "../../app/answer-parts.ts";

export interface ModelVariant { readonly subject: string; readonly message: string }
export interface ModelSaid { /** "": it did not answer. */ readonly by: string; /** Why not. */ readonly why: string; readonly dropped: number; readonly variants: readonly ModelVariant[]; readonly sentences: readonly string[] }

export function modelSaid(answer: unknown): ModelSaid {
  const { model, why, dropped, variants, sentences } = objectOf(answer);
  return {
    by: textOf(model), why: textOf(why), dropped: numberOf(dropped),
    variants: listOf(variants).map(({ subject, message }) => ({ subject: textOf(subject), message: textOf(message) })).filter(({ subject, message }) => subject !== "" && message !== ""),
    sentences: (Array.isArray(sentences) ? sentences : []).filter((sentence): sentence is string => typeof sentence === "string"),
  };
}
