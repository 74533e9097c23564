/** How far the assistant may go with what is known: not at all, on devices and on this server, or to a language model elsewhere as well. */
export const ASSISTANT_REACH = ["no", "here", "anywhere"] as const;
export type AssistantReach = (typeof ASSISTANT_REACH)[number];
