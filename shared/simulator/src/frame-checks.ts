// What must hold of every frame as it passes: nobody is sent what he could never see, and nothing is told that is not committed.
import { PEOPLE } from "./cast.ts";
import type { Findings } from "./findings.ts";
import type { History } from "./history.ts";
import type { WiretapHears } from "./wiretap.ts";

/** So long after a commit a server may not know of it yet, its own or another one's. */
const HEARS_OF_OWN = 100;
const HEARS_OF_OTHERS = 12_000;

export interface FrameChecksDeps {
  readonly history: History;
  readonly findings: Findings;
  /** How many there are. */
  readonly servers: number;
  /** Devices whose disk has lost something. */
  readonly damaged: ReadonlySet<string>;
}

export const frameChecks = ({ history, findings, servers, damaged }: FrameChecksDeps): WiretapHears => ({
  // The first person is the admin, stays one, and may see everything.
  looksAt: (user) => user !== PEOPLE[0].id,
  record: (user, text) => { if (!history.wasVisible(user, text)) findings.report("I-visible", `a frame to ${user} carries what he could never see: ${text.slice(0, 200)}`); },
  verdict: (verdict) => {
    const given = history.verdicts.get(verdict.group)?.verdict;
    if (given?.result !== verdict.result) findings.report("I-acked", `edit ${verdict.counter} was answered with ${verdict.result} and that is not committed`);
  },
  typed: (user, body, seq) => {
    if (seq > history.seq) findings.report("I-room", `${user} is told of what was typed into ${body} at ${seq}, and that is not committed`);
    else if (!history.couldSee(user, body, seq)) findings.report("I-room", `${user} is told of what was typed into ${body} at ${seq}, and could not see it then or later`);
  },
  aware: (user, room, who) => {
    if (who.length > 0 && !history.sawWithin(user, room, servers > 1 ? HEARS_OF_OTHERS : HEARS_OF_OWN)) findings.report("I-room", `${user} is told who is in ${room}, and may not see it`);
    for (const one of who) if (!PEOPLE.some(({ id }) => id === one.user)) findings.report("I-room", `${user} is told that ${one.user} is in ${room}`);
  },
  rewound: (device) => { if (history.rewinds === 0) findings.report("I-rewind", `${device} is told that history was rewound, and it was not`); },
  reload: (device, buckets) => { if (!damaged.has(device)) findings.report("I-checksum", `${device} asks for ${buckets.join(" ")} again`); },
});
