// Every word about what is on the server and not on this device.
import type { Beyond } from "../read/index.ts";
import { catalogue } from "./catalogue.ts";
import { format } from "./format.ts";

const searched = {
  more: "This device holds a part; the server has more.",
  asking: "Also asking the server, which has more than this device.",
  answered: "Found on this device, and by name on the server.",
  offline: "Found on this device alone. Older records are on the server, which cannot be reached now.",
} satisfies Record<Beyond, string>;

export const words = catalogue({
  /** Of a search that has not been through everything. */
  searched: (beyond: Beyond | undefined) => (beyond === undefined ? "Not everything is on this device yet, so there may be more." : searched[beyond]),
  here: (count: number) => `The newest and the open are here: ${format.number(count)} records.`,
  more: "Counts and sums are of these.",
  offline: "Counts and sums are of these. Older ones can be loaded when there is a connection.",
  counted: "The figure that led here counts all that you may see, this list what is on this device.",
  behindAll: "All that the figure counts is here.",
  behindMore: "The figure that led here counts more than is here yet.",
  behindAsking: "What the figure counts is being fetched from the server.",
  behindLoad: "Fetch more",
  load: "Load older",
  asking: "Loading",
  busy: "The server could not answer just now. Try again in a moment.",
  lost: "There is no connection to the server just now.",
});
