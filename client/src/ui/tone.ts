// The tones a message or a state can have, and the classes that carry them.
export type Tone = "neutral" | "accent" | "info" | "ok" | "warn" | "bad";

export const toneSoft = {
  neutral: "bg-chip text-ink-muted",
  accent: "bg-accent-soft text-accent-ink",
  info: "bg-info-soft text-info-ink",
  ok: "bg-ok-soft text-ok-ink",
  warn: "bg-warn-soft text-warn-ink",
  bad: "bg-bad-soft text-bad-ink",
} as const satisfies Record<Tone, string>;
