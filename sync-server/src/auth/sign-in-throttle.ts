/**
 * Slows down guessing before any password is hashed. A guess is counted before it is checked, so a burst of them
 * at once counts in full; a right one gives its count back.
 * Invariant: keyed on the account together with the socket's address, so nobody can lock somebody else out; a
 * second, wider count by address alone meets one who tries many accounts. Counts are per process.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

export type SignInThrottle = {
  /** Counts a guess. Gives the seconds to wait when there were too many, undefined when it may go on. */
  attempt(account: string, address: string): Promise<number | undefined>;
  /** The guess was right: forget the wrong ones before it. */
  succeeded(account: string, address: string): Promise<void>;
};

export const GUESSES = 10;
const GUESSES_OF_ADDRESS = 100;
const WINDOW_SECONDS = 15 * 60;

export const createSignInThrottle = (): SignInThrottle => {
  const pair = new RateLimiterMemory({ points: GUESSES, duration: WINDOW_SECONDS });
  const byAddress = new RateLimiterMemory({ points: GUESSES_OF_ADDRESS, duration: WINDOW_SECONDS });
  const key = (account: string, address: string): string => `${address} ${account.toLowerCase()}`;
  return {
    async attempt(account, address) {
      try {
        await pair.consume(key(account, address));
        await byAddress.consume(address);
        return undefined;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    async succeeded(account, address) {
      await pair.delete(key(account, address));
      await byAddress.reward(address);
    },
  };
};
