// Owns the writer of B2: edits at a steady pace over a few records until it is told to stop, by which time the server
// was killed. It answers with what it knows to be accepted and ends: nothing it remembers can be sent again.
import type { Job, Written } from "../job.ts";
import type { At, Client } from "../peer.ts";

export const write = async (
  client: Client,
  at: At,
  job: Extract<Job, { kind: "write" }>,
  mark: (name: string) => Promise<void>,
  stopped: Promise<void>,
): Promise<Written> => {
  const accepted = new Set<number>();
  const writer = await client.writer(at, job.records, (k) => accepted.add(k));
  await mark("writing");
  const start = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1000) * job.perSecond;
    for (; sent < due; sent++) writer.edit(sent, sent % job.records);
  }, 2);
  await stopped;
  clearInterval(timer);
  return { sent, accepted: [...accepted] };
};
