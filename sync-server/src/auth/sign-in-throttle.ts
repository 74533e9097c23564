/**
 * Slows down guessing before any password is hashed. A guess is counted before it is checked, so a burst of them
 * at once counts in full; a right one gives its count back.
 * Invariant: keyed on the account together with the socket's address, so nobody can lock somebody else out; a
 * second, wider count by address alone meets one who tries many accounts. Codes of a second factor are counted by person
 * alone: only who has the password gets that far. Several servers on one database count together.
 */
import { type Counter, type CreateCounter, memoryCounters } from "./counters.ts";

export type SignInThrottle = {
  /** Counts a guess. Gives the seconds to wait when there were too many, undefined when it may go on. */
  attempt(account: string, address: string): Promise<number | undefined>;
  /** The guess was right: forget the wrong ones before it. */
  succeeded(account: string, address: string): Promise<void>;
  attemptCode(userId: string): Promise<number | undefined>;
  codeSucceeded(userId: string): Promise<void>;
  /** Counts a question that makes the server send a mail or hash: by the address asked for and by who asks. */
  ask(email: string, address: string): Promise<AskAnswer>;
};

/** `quiet`: that address has had its mails; nothing is to be done, and the answer is as always. */
export type AskAnswer = { readonly go: "on" } | { readonly go: "quiet" } | { readonly go: "wait"; readonly retryAfterSeconds: number };

export const GUESSES = 10;
const GUESSES_OF_ADDRESS = 100;
const CODES = 10;
const MAILS_AN_HOUR = 3;
/** From anywhere: somebody who has mails sent to another keeps him from his own for no longer than this allows. */
const MAILS_TO_ONE = 10;
const QUESTIONS_OF_ADDRESS = 20;
const WINDOW_SECONDS = 15 * 60;

export const createSignInThrottle = (counter: CreateCounter = memoryCounters): SignInThrottle => {
  const pair = counter({ name: "guess", points: GUESSES, seconds: WINDOW_SECONDS });
  const byAddress = counter({ name: "guess-address", points: GUESSES_OF_ADDRESS, seconds: WINDOW_SECONDS });
  const codes = counter({ name: "code", points: CODES, seconds: WINDOW_SECONDS });
  const mails = counter({ name: "mail", points: MAILS_AN_HOUR, seconds: 3_600 });
  const mailsToOne = counter({ name: "mail-to", points: MAILS_TO_ONE, seconds: 3_600 });
  const questions = counter({ name: "question", points: QUESTIONS_OF_ADDRESS, seconds: WINDOW_SECONDS });
  const key = (account: string, address: string): string => `${address} ${account.toLowerCase()}`;

  /** Seconds to wait. */
  const consume = async (...counts: readonly (readonly [Counter, string])[]): Promise<number | undefined> => {
    for (const [of, whose] of counts) {
      const { allowed, msBeforeNext } = await of.add(whose);
      if (!allowed) return Math.max(1, Math.ceil(msBeforeNext / 1000));
    }
    return undefined;
  };

  return {
    attempt: (account, address) => consume([pair, key(account, address)], [byAddress, address]),
    async succeeded(account, address) {
      await pair.forget(key(account, address));
      await byAddress.giveBack(address);
    },
    attemptCode: (userId) => consume([codes, userId]),
    async codeSucceeded(userId) {
      await codes.forget(userId);
    },
    async ask(email, address) {
      const retryAfterSeconds = await consume([questions, address]);
      if (retryAfterSeconds !== undefined) return { go: "wait", retryAfterSeconds };
      return { go: (await consume([mails, key(email, address)], [mailsToOne, email.toLowerCase()])) === undefined ? "on" : "quiet" };
    },
  };
};
