/**
 * Slows down guessing before any password is hashed. A guess is counted before it is checked, so a burst of them
 * at once counts in full; a right one gives its count back.
 * Invariant: keyed on the account together with the socket's address, so nobody can lock somebody else out; a
 * second, wider count by address alone meets one who tries many accounts. Codes of a second factor are counted by person
 * alone: only who has the password gets that far. Counts are per process.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

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

export const createSignInThrottle = (): SignInThrottle => {
  const pair = new RateLimiterMemory({ points: GUESSES, duration: WINDOW_SECONDS });
  const byAddress = new RateLimiterMemory({ points: GUESSES_OF_ADDRESS, duration: WINDOW_SECONDS });
  const codes = new RateLimiterMemory({ points: CODES, duration: WINDOW_SECONDS });
  const mails = new RateLimiterMemory({ points: MAILS_AN_HOUR, duration: 3_600 });
  const mailsToOne = new RateLimiterMemory({ points: MAILS_TO_ONE, duration: 3_600 });
  const questions = new RateLimiterMemory({ points: QUESTIONS_OF_ADDRESS, duration: WINDOW_SECONDS });
  const key = (account: string, address: string): string => `${address} ${account.toLowerCase()}`;

  /** Seconds to wait. */
  const consume = async (...counts: readonly (readonly [RateLimiterMemory, string])[]): Promise<number | undefined> => {
    try {
      for (const [limiter, whose] of counts) await limiter.consume(whose);
      return undefined;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  };

  return {
    attempt: (account, address) => consume([pair, key(account, address)], [byAddress, address]),
    async succeeded(account, address) {
      await pair.delete(key(account, address));
      await byAddress.reward(address);
    },
    attemptCode: (userId) => consume([codes, userId]),
    async codeSucceeded(userId) {
      await codes.delete(userId);
    },
    async ask(email, address) {
      const retryAfterSeconds = await consume([questions, address]);
      if (retryAfterSeconds !== undefined) return { go: "wait", retryAfterSeconds };
      return { go: (await consume([mails, key(email, address)], [mailsToOne, email.toLowerCase()])) === undefined ? "on" : "quiet" };
    },
  };
};
