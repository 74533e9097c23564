// What the server says of a rule: how many it finds, and a few of them. Pure.
import { listOf, numberOf, objectOf, textOf } from "../../app/answer-parts.ts";

export interface Counted {
  readonly count: number;
  readonly sample: readonly { readonly id: string; readonly title: string }[];
}

export function countedOf(answer: unknown): Counted {
  const { count, sample } = objectOf(answer);
  return {
    count: numberOf(count),
    sample: listOf(sample).map(objectOf).map(({ id, name }) => ({ id: textOf(id), title: textOf(name) })).filter(({ id }) => id !== ""),
  };
}
