// Every word of the search page.
import type { Kind } from "@outrider/shared/schema";
import { catalogue } from "../../app/catalogue.ts";
import type { Beyond } from "../../read/index.ts";
import { format } from "../../app/format.ts";

const searched = {
  more: "This device holds a part; the server has more.",
  asking: "Also asking the server, which has more than this device.",
  answered: "Found on this device, and by name on the server.",
  offline: "Found on this device alone. Older records are on the server, which cannot be reached now.",
} satisfies Record<Beyond, string>;

export const words = catalogue({
  title: "Search",
  prompt: "Find anything",
  promptDetail: "Type part of a name, a number, an address, or words from a note. It works without a network.",
  nothing: (typed: string) => `Nothing found for “${typed}”`,
  nothingDetail: "Try fewer letters or another word.",
  beyond: (beyond: Beyond | undefined) => (beyond === undefined ? "Not everything is on this device yet, so there may be more." : searched[beyond]),
  group: { deal: "Deals", lead: "Leads", contact: "Contacts", company: "Companies", activity: "Activities", task: "Tasks", objection: "Objections" } as Partial<Record<Kind, string>>,
  found: (count: number) => `${format.number(count)} found`,
  more: (count: number) => `${format.number(count)} more`,
  on: (title: string) => `on ${title}`,
});
