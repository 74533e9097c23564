// What a server says of itself, as facts to show: of the one that answers and of each beside it.
import { format } from "../../app/format.ts";
import type { Fact } from "../../ui/key-value.tsx";
import type { ServerFigures } from "./system-view.ts";
import { words } from "./texts.ts";

export const syncFacts = ({ devices, programs, lagMs, waiting, edits }: ServerFigures): readonly Fact[] => [
  { key: "devices", label: words.devices, value: format.number(devices) },
  { key: "programs", label: words.programs, value: format.number(programs) },
  { key: "lag", label: words.lag, value: words.lagOf(lagMs) },
  { key: "waiting", label: words.waiting, value: format.number(waiting) },
  { key: "edits", label: words.edits, value: edits === null ? words.noEdits : words.editsOf(edits.p50, edits.p99) },
];

/** now: ms. */
export const runFacts = ({ errors, startedAt }: ServerFigures, now: number): readonly Fact[] => [
  { key: "errors", label: words.errors, value: format.number(errors) },
  { key: "since", label: words.since, value: format.when(startedAt, now) },
];
