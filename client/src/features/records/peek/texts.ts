// Every word of looking into a record beside its list, and of going from one to the next.
import { catalogue } from "../../../app/catalogue.ts";
import { format } from "../../../app/format.ts";

export const peekWords = catalogue({
  peek: (title: string) => `Look into ${title}`,
  region: (title: string) => `Beside the list: ${title}`,
  open: "Open",
  close: "Close the side panel",
  neighbours: "In the order of the list",
  before: "Previous record (k)",
  after: "Next record (j)",
  place: (at: number, of: number) => `${format.number(at)} of ${format.number(of)}`,
});
