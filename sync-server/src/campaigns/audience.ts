// Who a rule finds among the contacts that somebody may see, out of the copy of the records that lists look through.
import { createZone } from "@outrider/shared/analytics";
import { checkSegmentRule, compileRule, segmentValues, type SegmentContext, type SegmentSources } from "@outrider/shared/segments";
import type { Clock } from "../platform/clock.ts";
import type { RecordIndexes } from "../rest/record-index.ts";
import { followedBy, liesIn, seenBy } from "../rest/seen.ts";
import { SegmentFault, type Segments } from "../segments/index.ts";

const BATCH = 5000;

export const createAudience = ({ indexes, clock }: { readonly indexes: RecordIndexes; readonly clock: Clock }): Segments["audienceOf"] =>
  async function* audienceOf({ workspace, viewer, zone = "UTC" }, rule) {
    const fault = rule === null ? null : checkSegmentRule(rule);
    if (fault) throw new SegmentFault({ kind: "bad-rule", fault });
    const standing = await indexes.look(workspace);
    const followed = followedBy(standing, viewer);
    if (followed === null) throw new SegmentFault({ kind: "not-a-member" });
    const { dayOf, startOf } = createZone(zone);
    const context: SegmentContext = { me: viewer, today: dayOf(clock.now()), dayOf, startOf };
    const sources: SegmentSources = { read: seenBy(standing, followed), hanging: () => [], dealsWith: () => [] };
    const test = rule === null ? () => true : compileRule(rule, context);
    const found = [...standing.of("contact").values()].flatMap((entry) => {
      if (entry.glance.deleted || entry.glance.mergedInto !== "" || !liesIn(entry, followed)) return [];
      return test((path) => segmentValues(path, entry.state, sources, context)) ? [entry.state.id] : [];
    }).sort();
    for (let at = 0; at < found.length; at += BATCH) yield found.slice(at, at + BATCH);
  };
