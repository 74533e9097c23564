// Every word about what is on the server and not on this device.
import { catalogue } from "./catalogue.ts";
import { format } from "./format.ts";

export const words = catalogue({
  here: (count: number) => `This device holds ${format.number(count)} records: the newest, and what is open.`,
  more: "Older ones are on the server. Counts and sums are of what is here.",
  offline: "Older ones are on the server only: they can be loaded when there is a connection. Counts and sums are of what is here.",
  load: "Load older",
  asking: "Loading",
  busy: "The server could not answer just now. Try again in a moment.",
  lost: "There is no connection to the server just now.",
});
