// How deals go: a story is a row of beats, each at its place in the deal's life, with the turn it takes, the stage it
// moves to, and the objection raised or answered there. So text, stages and outcome tell the same. Nothing here is random.
import type { SampleStage } from "./event.ts";
import type { Category } from "./objections.ts";
import type { Turn } from "./sentences.ts";

export type Way = "call" | "email" | "meeting" | "note";

export interface Beat {
  /** Of the deal's life, 0 to 1. */
  readonly at: number;
  readonly turn: Turn;
  readonly ways: readonly Way[];
  readonly stage?: SampleStage;
  readonly raises?: { readonly category: Category; readonly severity: "low" | "medium" | "high" };
  /** The objection raised before, if one stands open, ends so. */
  readonly settles?: "resolved" | "lost";
  readonly slips?: true;
}

export interface Story {
  readonly name: string;
  readonly weight: number;
  readonly outcome: "won" | "lost" | "open";
  /** Why it was won or lost, one of these. */
  readonly reasons: readonly string[];
  readonly beats: readonly Beat[];
}

const talk: readonly Way[] = ["call", "meeting"];
const write: readonly Way[] = ["email", "email", "call"];
const note: readonly Way[] = ["note", "call"];

export const STORIES: readonly Story[] = [
  {
    name: "won straight", weight: 5, outcome: "won", reasons: ["Works offline", "Best fit", "Trusted us", "Fast start"],
    beats: [
      { at: 0, turn: "intro", ways: talk }, { at: 0.15, turn: "discovery", ways: ["meeting"], stage: "qualified" }, { at: 0.35, turn: "demo", ways: ["meeting"] },
      { at: 0.5, turn: "proposal", ways: write, stage: "proposal" }, { at: 0.75, turn: "legal", ways: write, stage: "negotiation" }, { at: 0.9, turn: "final", ways: talk }, { at: 1, turn: "won", ways: note, stage: "closed_won" },
    ],
  },
  {
    name: "won after a trial", weight: 6, outcome: "won", reasons: ["Trial convinced", "Works offline", "Field people wanted it"],
    beats: [
      { at: 0, turn: "intro", ways: write }, { at: 0.12, turn: "discovery", ways: talk, stage: "qualified" }, { at: 0.25, turn: "demo", ways: ["meeting"], raises: { category: "need", severity: "low" } },
      { at: 0.4, turn: "trial", ways: ["meeting", "note"] }, { at: 0.55, turn: "trial", ways: talk, settles: "resolved" }, { at: 0.65, turn: "proposal", ways: write, stage: "proposal" },
      { at: 0.8, turn: "legal", ways: write, stage: "negotiation" }, { at: 1, turn: "won", ways: note, stage: "closed_won" },
    ],
  },
  {
    name: "won over the price", weight: 6, outcome: "won", reasons: ["Saving shown", "Smaller start", "Better value"],
    beats: [
      { at: 0, turn: "intro", ways: talk }, { at: 0.2, turn: "discovery", ways: talk, stage: "qualified" }, { at: 0.35, turn: "demo", ways: ["meeting"] }, { at: 0.45, turn: "proposal", ways: write, stage: "proposal" },
      { at: 0.55, turn: "pricing", ways: talk, raises: { category: "price", severity: "high" } }, { at: 0.7, turn: "pricing", ways: write, stage: "negotiation", settles: "resolved" }, { at: 0.88, turn: "final", ways: talk }, { at: 1, turn: "won", ways: note, stage: "closed_won" },
    ],
  },
  {
    name: "won by a reference", weight: 4, outcome: "won", reasons: ["Reference visit", "Trusted us"],
    beats: [
      { at: 0, turn: "intro", ways: write }, { at: 0.15, turn: "discovery", ways: ["meeting"], stage: "qualified", raises: { category: "trust", severity: "medium" } }, { at: 0.35, turn: "reference", ways: ["meeting", "call"], settles: "resolved" },
      { at: 0.5, turn: "proposal", ways: write, stage: "proposal" }, { at: 0.7, turn: "final", ways: talk, stage: "negotiation" }, { at: 1, turn: "won", ways: note, stage: "closed_won" },
    ],
  },
  {
    name: "won with a new feature", weight: 3, outcome: "won", reasons: ["Best fit", "Interface built"],
    beats: [
      { at: 0, turn: "intro", ways: talk }, { at: 0.2, turn: "demo", ways: ["meeting"], stage: "qualified", raises: { category: "feature", severity: "medium" } }, { at: 0.4, turn: "checkIn", ways: write },
      { at: 0.5, turn: "proposal", ways: write, stage: "proposal", settles: "resolved" }, { at: 0.75, turn: "legal", ways: write, stage: "negotiation" }, { at: 1, turn: "won", ways: note, stage: "closed_won" },
    ],
  },
  {
    name: "lost to another", weight: 5, outcome: "lost", reasons: ["Lost to a competitor", "Frame contract elsewhere"],
    beats: [
      { at: 0, turn: "intro", ways: talk }, { at: 0.2, turn: "discovery", ways: talk, stage: "qualified" }, { at: 0.4, turn: "demo", ways: ["meeting"], raises: { category: "competitor", severity: "high" } },
      { at: 0.6, turn: "proposal", ways: write, stage: "proposal" }, { at: 0.8, turn: "checkIn", ways: write }, { at: 1, turn: "lostRival", ways: ["call", "email"], stage: "closed_lost", settles: "lost" },
    ],
  },
  {
    name: "lost on the price", weight: 5, outcome: "lost", reasons: ["Too expensive", "Budget cut"],
    beats: [
      { at: 0, turn: "intro", ways: write }, { at: 0.2, turn: "discovery", ways: talk, stage: "qualified" }, { at: 0.45, turn: "proposal", ways: write, stage: "proposal", raises: { category: "price", severity: "high" } },
      { at: 0.6, turn: "pricing", ways: talk, stage: "negotiation" }, { at: 0.8, turn: "silence", ways: ["call"] }, { at: 1, turn: "lostPrice", ways: ["email", "call"], stage: "closed_lost", settles: "lost" },
    ],
  },
  {
    name: "put off", weight: 4, outcome: "lost", reasons: ["Put off until next year", "Other priorities"],
    beats: [
      { at: 0, turn: "intro", ways: talk }, { at: 0.25, turn: "discovery", ways: talk, stage: "qualified", raises: { category: "timeline", severity: "medium" } }, { at: 0.5, turn: "demo", ways: ["meeting"] },
      { at: 0.7, turn: "checkIn", ways: write, slips: true }, { at: 1, turn: "lostTiming", ways: ["email", "call"], stage: "closed_lost", settles: "lost" },
    ],
  },
  {
    name: "no need after all", weight: 3, outcome: "lost", reasons: ["No need", "Own solution"],
    beats: [
      { at: 0, turn: "intro", ways: write }, { at: 0.35, turn: "demo", ways: ["meeting"], stage: "qualified", raises: { category: "need", severity: "high" } }, { at: 0.7, turn: "silence", ways: ["call", "email"] },
      { at: 1, turn: "lostNeed", ways: ["email", "call"], stage: "closed_lost", settles: "lost" },
    ],
  },
  {
    name: "nobody decides", weight: 4, outcome: "open", reasons: [],
    beats: [
      { at: 0, turn: "intro", ways: talk }, { at: 0.2, turn: "discovery", ways: ["meeting"], stage: "qualified", raises: { category: "authority", severity: "medium" } }, { at: 0.45, turn: "proposal", ways: write, stage: "proposal" },
      { at: 0.6, turn: "checkIn", ways: write, slips: true }, { at: 0.8, turn: "silence", ways: ["call"] }, { at: 1, turn: "silence", ways: ["call", "email"], slips: true },
    ],
  },
];
