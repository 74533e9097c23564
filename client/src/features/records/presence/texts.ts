// Every word of who is there.
import { catalogue } from "../../../app/catalogue.ts";

export const words = catalogue({
  here: "Also looking at this",
  somebody: "Somebody",
  more: (count: number) => `and ${count} more`,
  editing: (name: string, field: string) => `${name} is editing ${field}`,
  editsThis: (name: string) => `${name} is editing this`,
});
