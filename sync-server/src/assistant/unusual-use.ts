// When somebody's use of the model is not what it usually is, admins are told, of each thing once a day.
export const UNUSUAL = ["nearly-all", "burst", "hostile"] as const;
export type Unusual = (typeof UNUSUAL)[number];

/** Of the day's requests. */
const NEARLY_ALL = 0.8;
export const BURST = { calls: 60, withinMs: 10 * 60_000 } as const;
/** Statements that the check had to take out, in a day: somebody or something tries to make it say what it must not. */
const HOSTILE = 20;

export interface Use { readonly asked: number; readonly perDay: number; readonly burst: number; readonly dropped: number }

export function unusualIn({ asked, perDay, burst, dropped }: Use): readonly Unusual[] {
  return [
    ...(asked >= Math.max(1, Math.floor(perDay * NEARLY_ALL)) ? (["nearly-all"] as const) : []),
    ...(burst >= BURST.calls ? (["burst"] as const) : []),
    ...(dropped >= HOSTILE ? (["hostile"] as const) : []),
  ];
}

export const UNUSUAL_SENTENCES: Readonly<Record<Unusual, (who: string) => string>> = {
  "nearly-all": (who) => `${who} has nearly used up today's requests to the assistant.`,
  burst: (who) => `${who} asked the assistant more than ${BURST.calls} times within ten minutes.`,
  hostile: (who) => `Many statements of the assistant for ${who} had to be taken out today: a record may hold instructions for it.`,
};
