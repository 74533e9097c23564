// How conditions hang together: "and" binds before "or", and both before what a comma sets off, so that "A or B, and C" is
// (A or B) and C; "A, B or C" is one of three; "either" begins a group, "except" takes from all before it.
import { RULE_LIMITS, type Rule } from "@outrider/shared/schema";
import type { Joint } from "./words-language.ts";
import { negated } from "./words-turns.ts";

/** `at`: the place of its first word, for a "not" that belongs to nothing. */
export type Item = { readonly is: "rule"; readonly rule: Rule } | { readonly is: Joint; readonly at: number };

const joined = (by: "and" | "or", rules: readonly Rule[]): Rule | null => {
  const [only] = rules;
  if (only === undefined || rules.length === 1) return only ?? null;
  const flat = rules.flatMap((rule) => (by === "and" && "and" in rule ? rule.and : by === "or" && "or" in rule ? rule.or : [rule]));
  return by === "and" ? { and: flat } : { or: flat };
};

/** "Except VIPs and wholesalers" leaves out both, not only who is both. */
function leftOut(rule: Rule): Rule {
  const parts = "and" in rule ? rule.and : [];
  const fields = new Set(parts.map((part) => ("field" in part && part.op === "==" ? part.field : null)));
  return parts.length > 0 && fields.size === 1 && !fields.has(null) ? { or: parts } : rule;
}

const DEEPEST = RULE_LIMITS.depth - 2;

/** One rule of them all, and the places of those "not" that nothing follows. */
export function joinRules(items: readonly Item[]): { readonly rule: Rule | null; readonly lost: readonly number[] } {
  const lost: number[] = [];
  let at = 0;
  const here = (): Item["is"] | null => items[at]?.is ?? null;
  /** Steps over the pauses there, if `joint` or nothing else of its kind follows them. */
  const paused = (): Item["is"] | null => {
    let look = at;
    while (items[look]?.is === "pause") look += 1;
    return look === at ? null : (items[look]?.is ?? null);
  };
  const skipPauses = (): void => {
    while (here() === "pause") at += 1;
  };
  const skipJoints = (): void => {
    while (here() === "and" || here() === "or" || here() === "pause") at += 1;
  };

  function one(depth: number): Rule | null {
    const item = items[at];
    switch (item?.is) {
      case "rule":
        at += 1;
        return item.rule;
      case "not": {
        at += 1;
        const rule = ["rule", "open", "either", "not"].includes(here() ?? "") && depth < DEEPEST ? one(depth) : null;
        if (rule === null) lost.push(item.at);
        return rule && negated(rule);
      }
      case "open": {
        at += 1;
        const rule = depth < DEEPEST ? whole(depth + 1) : null;
        if (here() === "close") at += 1;
        return rule;
      }
      case "either": {
        at += 1;
        const members: Rule[] = [];
        for (;;) {
          const member = all(depth);
          if (member) members.push(member);
          skipPausesBefore("or");
          if (here() !== "or") break;
          at += 1;
        }
        return joined("or", members);
      }
      case "neither": {
        at += 1;
        const members: Rule[] = [];
        for (;;) {
          const member = one(depth);
          if (member) members.push(negated(member));
          skipPausesBefore("nor");
          if (here() !== "nor" && here() !== "or") break;
          at += 1;
        }
        return joined("and", members);
      }
      case "nor": {
        at += 1;
        const rule = one(depth);
        return rule && negated(rule);
      }
      default:
        return null;
    }
  }
  function skipPausesBefore(joint: Joint): void {
    if (paused() === joint) skipPauses();
  }
  const begins = (is: Item["is"] | null): boolean => is === "rule" || is === "not" || is === "open" || is === "either" || is === "neither" || is === "nor";

  /** Joined by "and" or by nothing. */
  function all(depth: number): Rule | null {
    const rules: Rule[] = [];
    while (here() === "and") at += 1;
    for (;;) {
      const before = at;
      const rule = begins(here()) ? one(depth) : null;
      if (rule) rules.push(rule);
      while (here() === "and") at += 1;
      if (!begins(here()) || at === before) break;
    }
    return joined("and", rules);
  }
  function any(depth: number): Rule | null {
    const rules: Rule[] = [];
    for (;;) {
      const rule = all(depth);
      if (rule) rules.push(rule);
      if (here() !== "or") break;
      at += 1;
    }
    return joined("or", rules);
  }
  /** Set off by commas: what the last of them is joined by holds for all of a plain list. */
  function whole(depth: number): Rule | null {
    let rules: Rule[] = [];
    let alternatives: Rule[] = [];
    let plain = true;
    const close = (): void => {
      const rule = joined("and", rules);
      if (rule) alternatives.push(rule);
      rules = [];
    };
    for (let round = 0; ; round++) {
      const before = at;
      const rule = any(depth);
      if (rule) rules.push(rule);
      const gap = paused();
      const next = gap ?? here();
      if (here() === "pause") skipPauses();
      if (next === "except") {
        at += 1;
        const left = any(depth);
        const all_ = joined("and", rules);
        if (left) rules = all_ ? [all_, negated(leftOut(left))] : [negated(leftOut(left))];
        plain = false;
      } else if (next === "or") {
        // "A, B, or C".
        if (plain && alternatives.length === 0) {
          alternatives = rules;
          rules = [];
        } else close();
        at += 1;
      } else if (next === "and") {
        at += 1;
        plain = false;
      } else if (next === "close" && depth === 0) at += 1;
      else if (next === null || next === "close") break;
      if (at === before) at += 1;
    }
    // "A, B or C": the last stands as an "or" of two.
    const last = rules.at(-1);
    if (plain && alternatives.length === 0 && rules.length > 1 && last && "or" in last && last.or.length === 2 && rules.slice(0, -1).every((rule) => "field" in rule || "not" in rule)) return joined("or", rules);
    close();
    return joined("or", alternatives);
  }
  skipJoints();
  const rule = whole(0);
  return { rule, lost };
}
