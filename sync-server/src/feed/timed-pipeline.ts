// The queue before the door with a watch on it: each edit is timed from arriving to its verdict.
import type { Pipeline } from "./pipeline.ts";

/** `edit` is called when one arrives, and what it answers when that one is answered. */
export const timedPipeline = (pipeline: Pipeline, edit: () => () => void): Pipeline => ({
  ...pipeline,
  async submit(workspace, entry) {
    const end = edit();
    try {
      return await pipeline.submit(workspace, entry);
    } finally {
      end();
    }
  },
});
