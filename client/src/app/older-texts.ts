// Every word about what is on the server and not on this device.
import { catalogue } from "./catalogue.ts";
import { format } from "./format.ts";

export const words = catalogue({
  here: (count: number) => `The newest and the open are here: ${format.number(count)} records.`,
  more: "Counts and sums are of these.",
  offline: "Counts and sums are of these. Older ones can be loaded when there is a connection.",
  load: "Load older",
  asking: "Loading",
  busy: "The server could not answer just now. Try again in a moment.",
  lost: "There is no connection to the server just now.",
});
