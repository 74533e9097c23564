// Every word of the search page.
import type { Kind } from "@outrider/shared/schema";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";

export const words = catalogue({
  title: "Search",
  recent: "Changed last",
  prompt: "Find anything",
  promptDetail: "Type part of a name, a number, an address, or words from a note. A slip of spelling does no harm, and it works without a network.",
  nothing: (typed: string) => `Nothing found for “${typed}”`,
  nothingDetail: "Try fewer letters or another word.",
  group: { deal: "Deals", lead: "Leads", contact: "Contacts", company: "Companies", activity: "Activities", task: "Tasks", objection: "Objections", attachment: "Files", body: "Notes" } as Partial<Record<Kind, string>>,
  found: (count: number) => `${format.number(count)} found`,
  more: (count: number) => `${format.number(count)} more`,
  close: {
    title: { model: "Close in meaning", server: "Close in meaning", words: "Similar words" },
    by: { model: "Compared by meaning, on this device.", server: "Compared by meaning, on your server.", words: "Compared by words." },
    turnOn: "Switch on search by meaning in Settings",
  },
  on: (title: string) => `on ${title}`,
});
