// A model's actions in the shape of the rules' own. How sure an action is it does not say itself: that comes from the rules'
// action that rests on the same records, where there is one.
import type { Statement } from "./brief.ts";
import type { Suggestion } from "./evidence-wire.ts";

/** Of what no rule speaks for. */
const UNSUPPORTED = 50;

const shared = (a: readonly string[], b: readonly string[]): number => a.filter((id) => b.includes(id)).length;

export function modelSuggestions(statements: readonly Statement[], rules: readonly Suggestion[]): Suggestion[] {
  const found: Suggestion[] = [];
  for (const { part, text, priority, evidence, unproven } of statements) {
    const last = found.at(-1);
    if (part === "reason" && last) {
      found[found.length - 1] = { ...last, reasoning: `${last.reasoning} ${text}`.trim(), evidence: [...new Set([...last.evidence, ...evidence])] };
      continue;
    }
    if (part !== "action") continue;
    const [like] = [...rules].sort((a, b) => shared(b.evidence, evidence) - shared(a.evidence, evidence));
    const supported = like && shared(like.evidence, evidence) > 0 ? like : undefined;
    const confidence = supported?.confidence ?? UNSUPPORTED;
    // A figure that nobody gave it makes it no surer.
    found.push({ id: supported?.id ?? "model", action: text, priority: priority ?? supported?.priority ?? "medium", confidence: unproven ? Math.min(confidence, UNSUPPORTED) : confidence, reasoning: "", evidence, due: supported?.due ?? null });
  }
  return found;
}
