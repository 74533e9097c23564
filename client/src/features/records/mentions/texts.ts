// Every word of the list of people that opens after an `@`.
import { catalogue } from "../../../app/catalogue.ts";
import { counted } from "../../../app/plural.ts";

export const words = catalogue({
  label: "People to mention",
  found: (count: number) => `${counted(count, { one: "person", other: "people" })}. Up and Down choose, Enter takes, Escape closes the list.`,
});
