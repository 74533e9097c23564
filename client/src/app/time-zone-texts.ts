// Every word of choosing a time zone.
import { catalogue } from "./catalogue.ts";
import { format } from "./format.ts";
import { listed } from "./plural.ts";

export const zoneTexts = catalogue({
  title: "Choose a time zone", search: "City, country’s zone or UTC+5:30", nothing: "No time zone is called so.",
  more: (count: number) => `${format.number(count)} more; type to narrow it down`, leave: "Leave empty", change: "Change time zone",
  line: (name: string, offset: string) => (name === "" ? offset : listed([name, offset])),
});
