// Every word of the screens about the assistant's language model and its use.
import { catalogue } from "../../../app/catalogue.ts";
import { format } from "../../../app/format.ts";
import { counted } from "../../../app/plural.ts";

const n = format.number;
const ms = (value: number): string => (value < 1_000 ? `${n(Math.round(value))} ms` : `${n(Math.round(value / 100) / 10)} s`);

const problems = {
  offline: "No connection", failed: "That did not work", failedDetail: "The server did not answer as it should.", retry: "Try again", notAllowed: "Admins only", notAllowedDetail: "Ask an admin of this workspace.",
};

export const words = catalogue({
  consent: {
    title: "Consent",
    here: "The assistant may read this workspace's records",
    hereHint: "On devices and on this server. Off until an admin agrees here; taken back it stops at once.",
    anywhere: "What it reads may be sent to the language model",
    anywhereHint: "Asked once more, because it leaves this server. Without it the assistant answers from evidence alone.",
    contacts: "Contacts of whom nobody noted what they agreed to",
    contactsHint: "What a contact has agreed to is noted on the contact, and stands before this.",
    reach: { no: "Leave them out", here: "Read them here", anywhere: "Also for the model" },
  },

  model: {
    title: "Language model",
    none: "No model is set up. The assistant answers from evidence alone, which works with no network.",
    choose: "Choose a model", change: "Change", remove: "Remove",
    removeTitle: "Remove the model?", removeDetail: "Its key is forgotten. The assistant goes on answering from evidence.", removed: "The model is removed",
    fromServer: "Named by this server's environment",
    endpoint: "Endpoint", name: "Model", key: "Key", hasKey: "Kept, sealed on the server", noKey: "None",
    masking: "Personal data", masked: "Names, addresses and numbers are replaced before anything is sent", open: "Sent as it is",
    limit: "Requests a person a day", limitOf: (perDay: number, asked: number) => `${n(perDay)}, of which you used ${n(asked)} today`,
    tokens: "Longest answers", tokensOf: (suggestion: number, analysis: number) => `${n(suggestion)} tokens for suggestions, ${n(analysis)} for analyses`,
    price: "Price of a million tokens", priceOf: (given: string, taken: string) => `${given} in, ${taken} out`,
    saved: "The model is saved", save: "Save", needsNetwork: "This needs a connection.",
    offlineDetail: "The model is kept on the server. What the workspace agreed to can be changed here meanwhile.",
    ...problems,
  },

  form: {
    preset: "Vendor", baseUrl: "Address", baseUrlHint: "Where it speaks OpenAI's protocol, up to and with /v1.", model: "Model",
    localHint: "A model in your own network: this server lets it in only where PRIVATE_TARGETS=on is set.",
    key: "Key", keyKept: "Empty: the key that is kept stays, as long as the address does.", keyHint: "Kept sealed on the server and never shown again.",
    temperature: "Temperature", temperatureHint: "From 0, always alike, to 2. Usual: 0.7.",
    suggestionTokens: "Tokens of a suggestion", analysisTokens: "Tokens of an analysis",
    masks: "Replace names, addresses and numbers before anything is sent", masksHint: "They are put back into the answer here. Names that stand in no field cannot be known.",
    perDay: "Requests a person a day", perDayHint: (most: number) => `Empty: ${n(most)}, which is also the most.`,
    priceIn: "Price in", priceOut: "Price out", priceHint: (currency: string) => `Of a million tokens, in ${currency === "" ? "the base currency" : currency}, for the figures of use.`,
    badNumber: (least: number, most: number) => `A number from ${n(least)} to ${n(most)}.`, needsModel: "Name the model.", needsUrl: "Say where it is.",
  },

  trial: {
    title: "Try it", lead: "Asks the model one question with nothing of your records in it. It counts as a request.", ask: "Ask the model", asking: "Asking…",
    answered: (model: string, latency: number) => `${model} answered in ${ms(latency)}`, cached: "From the last fifteen minutes", failed: "The model did not answer",
  },

  use: {
    title: "Use of the assistant",
    lead: (days: string) => days,
    range: "Days", ranges: { "7": "7 days", "30": "30 days", "90": "90 days" },
    requests: "Requests", tokens: "Tokens", tokensOf: (given: number, taken: number) => `${n(given)} in, ${n(taken)} out`, cost: "Cost", latency: "Time of an answer", latencyOf: (half: number, most: number) => `half within ${ms(half)}, 95 of 100 within ${ms(most)}`, noLatency: "No answer yet",
    dropped: "Statements taken out", acceptance: "Found useful", acceptanceOf: (share: number, count: number) => `${format.percent(Math.round(share * 100))} of ${counted(count, { one: "judgement", other: "judgements" })}`, noAcceptance: "Nobody has judged yet", done: "Done",
    none: "Nobody asked the model in these days", noneDetail: "The assistant's answers from evidence cost nothing and are not counted here.",
    perDay: "Requests a day", perDayLabel: (days: string) => `Requests to the model a day, ${days}`, day: "Day",
    outcomes: "What came of them", outcome: { model: "Answered by the model", cache: "Answered again", fallback: "From evidence instead", refused: "Refused" } as Readonly<Record<string, string>>,
    reasons: "Why not the model", reason: "Reason", models: "Models", modelHead: "Model", purposes: "For what", purposeHead: "For", people: "People", person: "Person", somebody: "Somebody",
    purpose: { coach: "Deal Coach", persona: "Customer Persona", objection: "Objection Handler", winLoss: "Win/Loss Explainer", report: "Reports of wins and losses", campaignVariants: "Campaign messages", campaignSummary: "Campaign summaries", segment: "Segments in words", trial: "Trials" } as Readonly<Record<string, string>>,
    calibration: "Promised and come true", calibrationLead: "Of advice with an outcome: how sure the assistant was, and how much of it worked. On the line it promised what it kept.",
    calibrationLabel: "Confidence promised against the share that worked", stretch: "Promised", came: "Worked", count: "Advice", error: "Off by, on average", noCalibration: "No advice has an outcome yet",
    points: (value: number) => counted(Math.round(value), { one: "point", other: "points" }),
    offlineDetail: "What the model was asked is counted on the server. What people made of its advice is shown from this device.",
    part: "Of what this device holds",
    ...problems,
  },
});
