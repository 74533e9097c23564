// Every word of campaigns. What a summary and the reason of a suggestion say is said by the tables of their codes.
import { styleClaimInEnglish, type StyleClaim, summaryInEnglish, type SummaryPart } from "@outrider/shared/campaigns";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const customers = (count: number): string => counted(count, { one: "customer", other: "customers" });
const messages = (count: number): string => counted(count, { one: "message", other: "messages" });

export const words = catalogue({
  title: "Campaigns",
  count: (count: number) => counted(count, { one: "campaign", other: "campaigns" }),
  create: "New campaign",
  untitled: "New campaign",
  none: "No campaigns yet",
  noneDetail: "A campaign sends one message to all customers of a segment, each in their own words.",
  noneForReps: "Managers and admins write campaigns; here you see how they do.",
  states: { draft: "Draft", scheduled: "Scheduled", sending: "Sending", paused: "Paused", sent: "Sent", cancelled: "Cancelled" } as Readonly<Record<string, string>>,
  everybody: "Everybody", noSegment: "No segment yet", noSubject: "No subject yet",
  missing: "This campaign is not here", missingDetail: "It was deleted, or has not come to this device yet.",
  onlyWriters: "Managers and admins write and start campaigns. You see its words and its figures.",
  of: (count: number, of: number) => `${format.number(count)} of ${format.number(of)}`,
  needsNetwork: "This needs a connection.",
  failed: "The server did not answer as it should.",
  remove: "Delete", removeTitle: (name: string) => `Delete ${name}?`, removeDetail: "The draft goes to the bin. Nothing was sent of it.", removed: (name: string) => `${name} deleted`,
  more: "More",

  edit: {
    what: "What and to whom", name: "Name", nameHint: "For you alone: customers do not see it.", needsName: "Give it a name.",
    segment: "Segment", segmentHint: (count: number, complete: boolean) => `${customers(count)} ${complete ? "now" : "on this device, which holds a part of all"}`, chooseSegment: "Choose a segment",
    goal: "Goal", goalHint: "What it is to reach. Suggestions go by it.",
    subject: "Subject", message: "Message", messageHint: "Plain text. Addresses that begin with https:// become links; a link to unsubscribe is added at the end.",
    insert: "Insert a field", insertInto: (field: string) => `Insert a field into ${field.toLowerCase()}`,
    fallback: "Words in place of it", fallbackHint: "Where a customer has none. Left empty, such customers get no mail.", add: "Insert",
    saved: "Saved on this device", saving: "Saving",
    fault: { unclosed: "is opened and never closed: write }} after it", empty: "names no field", unknown: "is no field of customers" } as Readonly<Record<string, string>>,
    faultAt: (line: number, column: number) => `Line ${line}, sign ${column}`,
    faults: (count: number) => counted(count, { one: "fault in the text", other: "faults in the text" }),
    show: "Show it",
  },
  fields: {
    name: "Name", first_name: "First name", last_name: "Last name", email: "E-mail", phone: "Phone", title: "Job title", company: "Company", owner: "Owner", spend: "Spend", visits: "Visits", last_active: "Last active", unsubscribe_link: "Link to unsubscribe",
  } as Readonly<Record<string, string>>,

  how: {
    title: "When and how", startsAt: "Begins", startsAtHint: "Empty: as soon as it is started.", theirTime: "At that hour where the customer is", theirTimeHint: "By the customer's own time zone, where it is known; else by yours.",
    perMinute: "Messages a minute, at most", perMinuteHint: "Empty: as fast as the server sends.", quiet: "Quiet hours", quietFrom: "Quiet from", quietTo: "Quiet until", quietHint: "Nothing goes out between these, by the customer's clock. Over midnight is fine.",
    tracked: "Count opens and clicks", trackedHint: (count: number) => `Only of customers who agreed to it: ${format.number(count)} of this segment. Nobody else's mail is changed.`,
    notNumber: "Write a whole number from 1 to 100,000.",
  },

  preview: {
    title: "Preview", of: (at: number, count: number) => `Customer ${format.number(at)} of ${format.number(count)}`, before: "Customer before", next: "Next customer", none: "Nobody is in this segment", noneDetail: "Choose another segment, or change its rule.", noneHere: "Nobody of this segment is on this device",
    to: "To", noAddress: "no e-mail address", unsubscribed: "wants no campaigns", subject: "Subject", missing: (fields: string) => `This customer gets no mail: ${fields} is not known, and there are no words in place of it.`, link: "[link to unsubscribe]", faulty: "The preview comes once the faults are mended.",
  },

  suggest: {
    title: "Suggestions", lead: "Two or three messages for your goal. They offer what you write here, and nothing else.", products: "Products", productsHint: "Separated by commas.", discount: "Discount", discountHint: "As the customer reads it: 10 %", until: "Until", link: "Link", linkHint: "Begins with https://", kind: "It is about",
    kinds: { winBack: "Winning customers back", offer: "An offer", announce: "Something new", invite: "An invitation", thank: "A thank-you", news: "Keeping in touch" } as Readonly<Record<string, string>>,
    use: "Use this", used: "Subject and message replaced", styles: { name: "With the customer's name", question: "A question", offer: "The offer first", plain: "Plain words" } as Readonly<Record<string, string>>,
    claim: (claim: StyleClaim): string => styleClaimInEnglish(claim), noClaim: "No campaign here with counted opens had such a subject: nothing is known of how it does.", basedOn: "Rests on",
    ask: (model: string) => `Ask ${model}`, asking: (model: string) => `${model} is writing`, byModel: (model: string) => `Written by ${model}; figures that you did not give were taken out.`, askHint: "The goal and what you offer are sent to it, and how past campaigns did. Nothing of any customer.", offline: "The language model needs a connection.", open: "Suggest a message",
  },

  run: {
    test: "Send a test to me", tested: (to: string) => `A test is on its way to ${to}`, testedPlain: "A test is on its way to you", start: "Start", pause: "Pause", resume: "Go on", cancel: "Cancel campaign", cancelTitle: "Cancel this campaign?", cancelDetail: "What is not sent yet never is. This cannot be taken back.",
    offline: "Starting needs a connection: messages go out from the server.", unsent: "Your last edits are not on the server yet.", faults: { name: "Give it a name.", segment: "Choose a segment.", subject: "Write a subject.", message: "Write a message.", template: "Mend the faults in the text.", quiet: "Quiet hours need a beginning and an end.", nobody: "Nobody is in this segment." } as Readonly<Record<string, string>>,
    before: "Before it can start", startTitle: (name: string) => `Start ${name}?`, reach: (count: number) => `It goes to ${customers(count)}.`, reachPart: (count: number) => `It goes to everybody of the segment whom you may see: ${customers(count)} on this device, more on the server.`,
    leftOut: "Left out", noAddress: (count: number) => `${customers(count)} without an e-mail address`, refused: (count: number) => `${customers(count)} who want no campaigns`, lacking: (count: number) => `${customers(count)} of whom a field of the message is not known`, serverToo: "The server leaves out besides whom it was told not to write to, and writes to each address once.",
    now: "It begins at once.", at: (when: string) => `It begins on ${when}.`, theirs: (when: string) => `It begins when it is ${when} where the customer is.`, frozen: "What it says is kept as it is now: later edits change no message of it.", started: "The campaign has begun", scheduledDone: "The campaign is scheduled", pausedDone: "Paused", resumedDone: "It goes on", cancelledDone: "Cancelled",
    simulated: "Nothing goes out: deliveries are simulated", simulatedDetail: "This server tries campaigns out: about 9 of 10 messages count as sent, the rest as failed; of those that count it some are opened and clicked. No customer gets a mail.", noVendor: "This server cannot send mail", noVendorDetail: "An admin of the server sets up how mail is delivered. Drafts can be written meanwhile.", by: { smtp: "Sent by e-mail (SMTP)", http: "Sent by a delivery service", simulated: "Simulated" } as Readonly<Record<string, string>>,
  },

  live: {
    title: "How it is going", figures: "Figures of this campaign", audience: "Audience", queued: "Still to be sent", sent: "Sent", failed: "Failed", unknown: "Not known", skipped: "Left out", delivered: "Delivered", opened: "Opened", clicked: "Clicked", bounced: "Bounced", unsubscribed: "Unsubscribed", notCounted: "not counted",
    progress: "Messages done", overTime: "Sent by the hour", overTimeLabel: "Messages sent by the hour", overTimePart: "As far as this device knows, with no connection.", time: "Time", share: (percent: number) => format.percent(percent), started: (when: string) => `Started ${when}`, ended: (when: string) => `Ended ${when}`, begins: (when: string) => `Begins ${when}`, asIt: "The message",
  },

  summary: {
    title: "In words", part: (part: SummaryPart): string => summaryInEnglish(part), none: "There is something to say once it has begun.", compared: "Compared with", ask: (model: string) => `Ask ${model} for its words`, asking: (model: string) => `${model} is reading the figures`, by: (model: string) => `In the words of ${model}. Each number was checked against the figures above.`, dropped: (count: number) => `${counted(count, { one: "sentence", other: "sentences" })} left out: a number in it was not in the data.`,
  },

  log: {
    title: "Log of messages", all: "All", statuses: { QUEUED: "To be sent", SENT: "Sent", FAILED: "Failed", UNKNOWN: "Not known", SKIPPED: "Left out" } as Readonly<Record<string, string>>, filter: "Which messages", none: "No messages", noneDetail: "None is in this state.", more: "Show more", refresh: "Look again", retry: "Try again", retryOf: (name: string) => `Try ${name} again`, retried: "It is tried again", somebody: "Somebody not on this device",
    offline: "No connection", offlineDetail: "The log of messages is kept on the server. The figures above are as this device last heard.", events: { delivered: "delivered", opened: "opened", clicked: "clicked", bounced: "bounced", unsubscribed: "unsubscribed" } as Readonly<Record<string, string>>, dead: (count: number) => `${messages(count)} failed for good. Look at why, and try again what is mended.`,
    notAllowed: "The log is for managers and admins", notAllowedDetail: "You see the figures above.", failed: "That did not work", failedDetail: "The server did not answer as it should.", loading: "Looking at the log",
  },

  suppressed: {
    title: "Written to no more", lead: "No campaign goes to these addresses, whoever starts it.", open: "Addresses written to no more", count: (count: number) => counted(count, { one: "address", other: "addresses" }), none: "No addresses", noneDetail: "Who unsubscribes or whose mail comes back is kept here.", add: "Add an address", address: "E-mail address", note: "Why", save: "Add", needsAddress: "Write an e-mail address.", added: (address: string) => `${address} is written to no more`,
    remove: (address: string) => `Let ${address} be written to again`, removeTitle: "Write to this address again?", removeDetail: (address: string) => `Only where ${address} asked for it. Campaigns may reach it again.`, removeConfirm: "Write again", removed: "It may be written to again", hidden: "An address that was erased", why: { unsubscribed: "Unsubscribed", bounced: "Mail came back", complained: "Complained", added: "Added by hand" } as Readonly<Record<string, string>>,
    notAllowed: "Only admins see these addresses", notAllowedDetail: "Ask an admin of this workspace.", offline: "No connection", offlineDetail: "The list is kept on the server.", failed: "That did not work", failedDetail: "The server did not answer as it should.", retry: "Try again", next: "Show more",
  },
});
