// The words for what can go wrong at the server's door.
import { catalogue } from "../../app/catalogue.ts";
import { counted } from "../../app/plural.ts";

const duration = (seconds: number): string =>
  seconds < 90 ? counted(Math.max(1, seconds), { one: "second", other: "seconds" }) : counted(Math.ceil(seconds / 60), { one: "minute", other: "minutes" });

export const words = catalogue({
  tooMany: "Too many attempts",
  tooManyDetail: (seconds: number | undefined) => (seconds === undefined ? "Wait a few minutes, then try again." : `Wait ${duration(seconds)}, then try again.`),
  tooManyOver: "You can try again now.",
  unknownDetail: "Nothing was changed. Try again in a moment.",
});
