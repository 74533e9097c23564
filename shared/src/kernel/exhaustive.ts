// The end of an exhaustive switch: the compiler proves that it is never reached.
/** Throws where what came was of no known kind after all, as data from outside may be. */
export function exhaustive(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
