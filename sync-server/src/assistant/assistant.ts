// One question to the model of a workspace, from the first word to the last line of the books. Invariants: nothing leaves
// before the consent was looked at, for this very request; every accepted request is counted, written down and in the audit
// log; nobody sees a line that the check has not let through; an answer that broke off is none. It writes no record: all it
// gives is words and the records they rest on.
import { performance } from "node:perf_hooks";
import { DAY_MS } from "@outrider/shared/kernel";
import type { ConsentGap } from "@outrider/shared/sales";
import type { Clock, Random } from "../platform/clock.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { Brief, Purpose, Statement } from "./brief.ts";
import type { Call, CallBook } from "./call-book.ts";
import { createCheck, shapeCheck } from "./check-statement.ts";
import { fence } from "./fence.ts";
import { createMask } from "./mask.ts";
import { type CreateModel, ModelFailed, type ModelFault } from "./model.ts";
import type { ModelInUse, ModelSettings } from "./model-settings.ts";
import { createLineReader } from "./read-lines.ts";
import type { Quota } from "./quota.ts";
import { type TopicFault, topicFault } from "./topic.ts";
import { BURST, type Unusual, unusualIn } from "./unusual-use.ts";

/** Why the model did not answer. `no-evidence`: there is nothing to send it. `empty`: nothing it said passed the check. */
export type Why = ModelFault | "no-model" | "consent" | "quota" | "no-evidence" | "empty" | TopicFault;

export type Told =
  | { readonly by: "model"; readonly model: string; readonly cached: boolean; readonly statements: readonly Statement[]; readonly dropped: number; readonly latencyMs: number }
  | { readonly by: "nobody"; readonly why: Why; readonly gap?: ConsentGap };

export interface Asking {
  readonly workspace: string;
  readonly user: string;
  readonly address: string;
  readonly brief: Brief;
  /** Looks at the records as they stand now. */
  readonly consent: () => Promise<ConsentGap | null>;
}

export interface Assistant {
  /** `heard` gets each statement once it has passed. What was heard is void where it comes to nothing in the end. */
  ask(asking: Asking, heard?: (statement: Statement) => void): Promise<Told>;
}

export interface AssistantDeps {
  readonly settings: Pick<ModelSettings, "of">;
  readonly createModel: CreateModel;
  readonly quota: Pick<Quota, "take">;
  readonly cache: Pick<AnswerCache, "nameOf" | "get" | "put">;
  readonly book: Pick<CallBook, "write" | "lately">;
  /** Tells admins; each thing once a day. */
  readonly unusual: (workspace: string, user: string, what: Unusual) => Promise<void>;
  readonly failed: (error: unknown, what: string) => void;
  readonly perDay: number;
  readonly clock: Clock;
  readonly random: Random;
}

const isAnalysis = (purpose: Purpose): boolean => purpose !== "coach" && purpose !== "objection" && purpose !== "trial";
/** A price is of a million tokens, a cost in millionths: so many tokens cost what one of them costs in units. */
const costOf = ({ priceIn, priceOut }: ModelInUse, tokensIn: number, tokensOut: number): number => Math.round(tokensIn * priceIn + tokensOut * priceOut);

export function createAssistant({ settings, createModel, quota, cache, book, unusual, failed, perDay, clock, random }: AssistantDeps): Assistant {
  async function watch(workspace: string, user: string, asked: number, limit: number): Promise<void> {
    const now = clock.now();
    const [burst, day] = await Promise.all([book.lately(workspace, user, now - BURST.withinMs), book.lately(workspace, user, now - (now % DAY_MS))]);
    for (const what of unusualIn({ asked, perDay: limit, burst: burst.calls, dropped: day.dropped })) await unusual(workspace, user, what);
  }

  async function answer(asking: Asking, inUse: ModelInUse, heard: (statement: Statement) => void): Promise<Told> {
    const { workspace, user, address, brief } = asking;
    const mask = inUse.masks ? createMask(brief.personal) : null;
    const mark = `data-${random.token().slice(0, 16)}`;
    const fenced = fence(brief, mark, mask);
    const check = brief.shape ? shapeCheck(brief.shape, mask) : createCheck({ fenced, typed: brief.typed, mask, personal: brief.personal, strict: brief.strict });
    const name = cache.nameOf([workspace, inUse.place.baseUrl, inUse.place.model, inUse.masks, inUse.temperature, brief.purpose, brief.exhibits, brief.typed]);
    const began = performance.now();
    const statements: Statement[] = [];
    let dropped = 0;
    const take = (line: string): void => {
      const checked = check(line);
      if ("dropped" in checked) dropped += 1;
      else {
        statements.push(checked.statement);
        heard(checked.statement);
      }
    };
    const written = async (about: Pick<Call, "outcome" | "why" | "tokensIn" | "tokensOut" | "answer">): Promise<void> => {
      const { tokensIn, tokensOut } = about;
      await book.write({
        workspace, user, address, purpose: brief.purpose, record: brief.about, model: inUse.place.model, cost: costOf(inUse, tokensIn, tokensOut),
        latencyMs: performance.now() - began, dropped, request: `${fenced.system}\n\n${fenced.user}`, ...about,
      });
    };

    const known = await cache.get(workspace, name, clock.now());
    if (known !== null) {
      // As it was let through before, resting on the same records.
      const before = JSON.parse(known) as readonly Statement[];
      for (const statement of before) heard(statement);
      await written({ outcome: "cache", why: null, tokensIn: 0, tokensOut: 0, answer: known });
      return { by: "model", model: inUse.place.model, cached: true, statements: before, dropped: 0, latencyMs: performance.now() - began };
    }
    const reader = createLineReader();
    let said = "";
    try {
      const { text, tokensIn, tokensOut } = await createModel(inUse.place).ask(
        { system: fenced.system, user: fenced.user, temperature: inUse.temperature, maxTokens: isAnalysis(brief.purpose) ? inUse.analysisTokens : inUse.suggestionTokens },
        (piece) => {
          said += piece;
          for (const line of reader.push(piece)) take(line);
        },
      );
      const empty = statements.length === 0;
      await written({ outcome: empty ? "fallback" : "model", why: empty ? "empty" : null, tokensIn, tokensOut, answer: text });
      if (empty) return { by: "nobody", why: "empty" };
      await cache.put(workspace, name, JSON.stringify(statements), clock.now());
      return { by: "model", model: inUse.place.model, cached: false, statements, dropped, latencyMs: performance.now() - began };
    } catch (error) {
      if (!(error instanceof ModelFailed)) throw error;
      failed(error, inUse.place.model);
      // What was sent is paid for whether anything came back or not.
      await written({ outcome: "fallback", why: error.fault, tokensIn: Math.ceil((fenced.system.length + fenced.user.length) / 4), tokensOut: Math.ceil(said.length / 4), answer: said });
      return { by: "nobody", why: error.fault };
    }
  }

  return {
    async ask(asking, heard = () => undefined) {
      const { workspace, user, brief } = asking;
      const off = brief.typed === "" ? null : topicFault(brief.typed);
      if (off !== null) return { by: "nobody", why: off };
      const inUse = await settings.of(workspace);
      if (!inUse) return { by: "nobody", why: "no-model" };
      const gap = await asking.consent();
      if (gap) return { by: "nobody", why: "consent", gap };
      const limit = Math.min(perDay, inUse.perDay ?? perDay);
      const place = await quota.take(workspace, user, limit, clock.now());
      if (!place) return { by: "nobody", why: "quota" };
      const told = await answer(asking, inUse, heard);
      await watch(workspace, user, place.asked, limit);
      return told;
    },
  };
}
