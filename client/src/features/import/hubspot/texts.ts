// Every word of bringing over what a workspace has at HubSpot.
import { catalogue } from "../../../app/catalogue.ts";
import { format } from "../../../app/format.ts";
import { counted } from "../../../app/plural.ts";

const n = format.number;

export const words = catalogue({
  title: "From HubSpot",
  about: "Companies, contacts, deals and notes are read from HubSpot and become tables here: you look at them and decide before anything is imported. Read again later, what is here already is found by HubSpot's own id.",
  needs: "It takes the access token of a private app at HubSpot that may read contacts, companies, deals and owners (HubSpot: Settings, Integrations, Private apps). The token stays on the server, sealed.",
  token: "Access token",
  keep: "Keep the token",
  since: (day: string) => `A token is kept since ${day}.`,
  forget: "Forget the token",
  forgotten: "The token is forgotten.",
  read: "Read from HubSpot",
  goOn: "Go on",
  stop: "Stop",
  reading: { owners: "Owners", stages: "Stages", companies: "Companies", contacts: "Contacts", deals: "Deals", notes: "Notes" },
  progress: (count: number) => `${counted(count, { one: "record", other: "records" })} so far`,
  stopped: (count: number) => `Stopped after ${n(count)}. What was read is kept: go on from there.`,
  unreachable: "There is no connection to the server. What was read is kept: go on from there.",
  nothing: "HubSpot has no companies, contacts or deals that this token may read.",
  files: { companies: "HubSpot companies.csv", contacts: "HubSpot contacts.csv", deals: "HubSpot deals.csv" },
});
