// The door for every edit a page makes. It resolves when the edit is durable on this device, whatever the network does.
import type { Call } from "@outrider/shared/commands";
import { err, type Result } from "@outrider/shared/kernel";
import type { Kind } from "@outrider/shared/schema";
import type { NotSaved, Saved } from "../engine/api.ts";
import type { FileAnswer, NewFile, OlderAnswer } from "../engine/api-records.ts";
import type { SavedAnswer, VaultAsk } from "../engine/wire.ts";
import { EngineAway, type EngineLink } from "./engine-link.ts";

export type { FileAnswer, NewFile, NotSaved, Saved };
export type Outcome = Result<Saved, NotSaved>;
export interface Progress { readonly done: number; readonly total: number }

export interface Act {
  /** One group: all of its calls or none. */
  perform(call: Call | readonly Call[]): Promise<Outcome>;
  /** Many groups, each by itself, as an import has them; what was taken before a cancel stays. */
  performAll(groups: readonly (readonly Call[])[], options?: { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal }): Promise<{ readonly results: readonly Outcome[]; readonly cancelled: boolean }>;
  /** Takes an edit of this device back, where its values still stand. */
  undo(group: string): Promise<Outcome>;
  dismissRefused(groups: readonly string[]): Promise<void>;
  /** Fetches the next older records of these kinds from the server, where this device holds a part. */
  older(kinds: readonly Kind[]): Promise<OlderAnswer>;
  /** Fetches those of these records that this device does not hold. */
  fetch(ids: readonly string[]): Promise<OlderAnswer>;
  /** Adds a file to a record: durable on this device, with its record, when it answers well. */
  attach(file: NewFile): Promise<Outcome>;
  /** The bytes of a file, from this device or from the server. */
  openFile(file: string): Promise<FileAnswer>;
  /** Has a file on this device for good, or no more. */
  keepFile(file: string, keep: boolean): Promise<FileAnswer | null>;
  /** Sends a file again that was in trouble. */
  sendFileAgain(file: string): Promise<void>;
  /** Lets go of a file that only this device may have: ask first. */
  discardFile(file: string): Promise<void>;
  /** Tries the server now. */
  retry(): void;
  /** Puts off what is being received; `retry` goes on with it. */
  putOff(): void;
  /** Takes everything of this account off this device, unsent edits too: ask first. */
  wipe(): Promise<void>;
  /** Asks about the key of what is stored here, or changes what it is locked by. */
  vault(ask: VaultAsk): Promise<unknown>;
  /** Opens what is stored here, once its lock is open. */
  reopen(): void;
}

const AT_ONCE = 200;

const away = (error: unknown): Outcome => {
  if (error instanceof EngineAway) return err({ code: "away", message: error.message });
  throw error;
};
const outOfReach = (error: unknown): OlderAnswer => {
  if (error instanceof EngineAway) return { result: "offline" };
  throw error;
};

/** Puts into words of the app why an edit was not taken. */
export type SayNotSaved = (refused: NotSaved) => Promise<NotSaved>;

const inEnglish: SayNotSaved = (refused) => Promise.resolve(refused);

/** say: what a page shows of an edit that was not taken; in the engine's English without it. */
export function createAct(link: EngineLink, say: SayNotSaved = inEnglish): Act {
  const said = async (outcome: Outcome): Promise<Outcome> => (outcome.ok ? outcome : err(await say(outcome.error)));
  return {
    async perform(call) {
      try {
        return await said((await link.request({ do: "perform", calls: "name" in call ? [call] : call })) as SavedAnswer);
      } catch (error) {
        return said(away(error));
      }
    },
    async performAll(groups, { onProgress, signal } = {}) {
      const results: Outcome[] = [];
      onProgress?.({ done: 0, total: groups.length });
      for (let from = 0; from < groups.length; from += AT_ONCE) {
        if (signal?.aborted) return { results, cancelled: true };
        const part = groups.slice(from, from + AT_ONCE);
        try {
          results.push(...(await Promise.all(((await link.request({ do: "performAll", groups: part })) as readonly SavedAnswer[]).map(said))));
        } catch (error) {
          results.push(...(await Promise.all(part.map(() => said(away(error))))));
        }
        onProgress?.({ done: results.length, total: groups.length });
      }
      return { results, cancelled: false };
    },
    async undo(group) {
      try {
        return await said((await link.request({ do: "undo", group })) as SavedAnswer);
      } catch (error) {
        return said(away(error));
      }
    },
    async dismissRefused(groups) {
      await link.request({ do: "dismiss", groups });
    },
    async older(kinds) {
      try {
        return (await link.request({ do: "older", kinds })) as OlderAnswer;
      } catch (error) {
        return outOfReach(error);
      }
    },
    async fetch(ids) {
      try {
        return (await link.request({ do: "fetch", ids })) as OlderAnswer;
      } catch (error) {
        return outOfReach(error);
      }
    },
    async attach(file) {
      try {
        return await said((await link.request({ do: "attach", file })) as SavedAnswer);
      } catch (error) {
        return said(away(error));
      }
    },
    openFile: async (file) => (await link.request({ do: "openFile", file })) as FileAnswer,
    keepFile: async (file, keep) => (await link.request({ do: "keepFile", file, keep })) as FileAnswer | null,
    async sendFileAgain(file) {
      await link.request({ do: "sendFileAgain", file });
    },
    async discardFile(file) {
      await link.request({ do: "discardFile", file });
    },
    retry: link.nudge,
    putOff: link.putOff,
    async wipe() {
      await link.request({ do: "wipe" });
    },
    vault: link.vault,
    reopen: link.reopen,
  };
}
