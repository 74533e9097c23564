// The end of an exhaustive switch: the compiler proves that it is never reached.
export function exhaustive(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
