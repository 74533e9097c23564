// Every word of the assistant's screens. Claims, actions and answers are said by the one table of their codes, which programs
// and language models read too.
import { actionInEnglish, answerInEnglish, type Angle, type Archetype, type Claim, claimInEnglish, type CoachAction, type ConfidencePart, lessonInEnglish, type NameOf, personaAdviceInEnglish, type Priority } from "@outrider/shared/sales";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const records = (count: number): string => counted(count, { one: "record", other: "records" });

/** Days as this device writes them. */
const withDays = (claim: Claim): Claim => ("closeDate" in claim.values ? ({ ...claim, values: { ...claim.values, closeDate: format.day(claim.values.closeDate) } } as Claim) : claim);

const features: Readonly<Record<string, (value: string) => string>> = {
  industry: (value) => (value === "" ? "Industry not known" : `Industry: ${value}`), source: (value) => (value === "" ? "Source not known" : `Source: ${value}`), size: () => "Its size", stage: () => "The stage it is in",
  decisionMaker: (value) => (value === "yes" ? "A decision maker is named" : "No decision maker is named"), customer: (value) => (value === "yes" ? "They bought before" : "A new customer"), competitor: (value) => (value === "yes" ? "A competitor is in it" : "No competitor is named"),
  objection: (value) => `Objection: ${value}`,
};

export const words = catalogue({
  claim: (claim: Claim, nameOf: NameOf) => claimInEnglish(withDays(claim), nameOf),
  action: (action: CoachAction, nameOf: NameOf) => actionInEnglish(action, nameOf),
  answer: answerInEnglish,
  advice: personaAdviceInEnglish,
  lesson: lessonInEnglish,
  unknownName: "somebody who cannot be named here",

  restsOn: (count: number) => `Rests on ${records(count)}`,
  restsHere: "Rests on this record",
  restsOnTeam: "Rests on deals of others, as figures of at least five together; none is named",
  notHere: (count: number) => `${records(count)} that cannot be shown here`,
  gone: "This record is not on this device.",
  moreRecords: (count: number) => `and ${format.number(count)} more`,
  on: (title: string) => `on ${title}`,

  madeBy: { device: "Made on this device from its own records; nothing was sent.", words: "Texts were compared by their words.", both: "Texts were compared by their words and by their meaning." },
  partly: "This device holds a part of the records; only those were looked at.",
  reading: "Reading the records of this device",

  confidence: {
    sure: (percent: number) => `${format.percent(percent)} sure`,
    why: "What it is made of",
    parts: {
      start: "What any answer begins with", similar: "Three or more similar cases", alike: "One is very similar", specific: "It names people or figures", accuracy: "How advice like this turned out", calibration: "How often advice this sure came true",
      bounds: "Kept between 10 and 95",
    } satisfies Record<ConfidencePart, string>,
    points: (points: number) => (points > 0 ? `+${format.number(points)}` : format.number(points)),
  },

  consent: {
    workspace: "The assistant is off",
    workspaceDetail: "It looks at nothing until the workspace has agreed, on this device neither.",
    askAdmin: "An admin can switch it on in the settings of the workspace.",
    turnOn: "Switch it on",
    turnedOn: "The assistant is on",
    contact: "This contact has not agreed",
    contactDetail: "What is known of them is not looked at until they have.",
    noteAgreed: "They have agreed",
    notedAgreed: "Noted that they agreed",
  },

  coach: {
    title: "Coach",
    hint: "What to do next, and why",
    none: "There is nothing to advise: nothing stands out on this deal, and no similar deal was won in the last twelve months.",
    priority: { high: "High", medium: "Medium", low: "Low" } satisfies Record<Priority, string> as Readonly<Record<string, string>>,
    priorityOf: (priority: string) => `Priority: ${priority}`,
    due: (day: string) => `by ${format.day(day)}`,
    doIt: "Do it",
    didIt: "A task was made",
    made: "Task made",
    mail: "Draft an email",
    call: "Call",
    similar: "Similar deals that were won",
    similarOf: (percent: number) => `${format.percent(percent)} alike`,
    taskText: (reasons: readonly string[]) => reasons.join("\n"),
    mailBody: (name: string, action: string) => `Hello ${name},\n\n\n\n(${action})`,
  },

  chance: {
    title: "Chance to win",
    of: (percent: number) => format.percent(percent),
    rests: (of: number, base: number) => `From ${counted(of, { one: "closed deal", other: "closed deals" })}, of which ${format.percent(base)} were won.`,
    why: "What it is made of",
    points: (points: number) => `${points > 0 ? "+" : ""}${format.number(points)} points`,
    fewDeals: (of: number) => `Not enough data: ${counted(of, { one: "deal was", other: "deals were" })} closed so far.`,
    noSkill: (of: number, base: number) => `No more is known than the plain rate: ${format.percent(base)} of ${counted(of, { one: "closed deal", other: "closed deals" })} were won. What is known of this deal would not tell it better.`,
    feature(feature: string): string {
      const at = feature.indexOf(" ");
      const [name, value] = at < 0 ? [feature, ""] : [feature.slice(0, at), feature.slice(at + 1)];
      return features[name]?.(value) ?? feature;
    },
  },

  feedback: {
    group: "How good was it?",
    useful: "Useful",
    notUseful: "Not useful",
    done: "Done",
    worked: "It worked",
    failed: "It did not",
    saved: "Thank you. Later confidence takes it into account.",
  },

  persona: {
    title: "Persona",
    hint: "How they communicate and decide",
    basis: (count: number) => `From ${counted(count, { one: "interaction", other: "interactions" })}; made anew with each one that is logged.`,
    tooFew: (count: number, fewest: number) => `Not enough data: ${counted(count, { one: "interaction is", other: "interactions are" })} logged with them; ${format.number(fewest)} are needed.`,
    traits: { formality: "Tone", answerHours: "Answers within", channel: "Channel", style: "Decides by", decides: "Decides", objects: "Objects to", engagement: "Engagement", buying: "Buying signals" },
    values: { formal: "Formal", casual: "Casual", analytical: "Figures and facts", intuitive: "Impressions", alone: "Alone", committee: "With others", high: "High", medium: "Medium", low: "Low" } as Readonly<Record<string, string>>,
    unknown: "Not known",
    hours: (hours: number) => counted(Math.round(hours), { one: "hour", other: "hours" }),
    of100: (score: number) => `${format.number(score)} of 100`,
    advice: "How to talk to them",
    archetypes: "Similar to",
    archetype: {
      analyst: "Analyst", visionary: "Visionary", steward: "Steward", driver: "Driver", negotiator: "Negotiator", consensusBuilder: "Consensus builder", craftsman: "Craftsman",
    } satisfies Record<Archetype["name"], string>,
    likeness: (name: string, percent: number) => `${name}, ${format.percent(percent)}`,
  },

  winLoss: {
    won: "Why it was won",
    lost: "Why it was lost",
    hint: "Beside its industry and the workspace",
    parts: { timeline: "Timeline", objections: "Objections", people: "People", competition: "Competition", reason: "Reason" },
    lessons: { won: "What to do again, and differently", lost: "What to do differently" },
    nothing: "Not enough data: too few deals were closed to compare with, and nothing stands out.",
  },

  report: {
    title: "Wins and losses",
    lead: "What closed deals have in common. A rate of fewer than five deals is not told.",
    range: "Closed in",
    ranges: { 90: "90 days", 365: "12 months", 1825: "5 years" } as Readonly<Record<number, string>>,
    parts: { overall: "All of them", byIndustry: "By industry", byObjection: "By objection", byCompetitor: "Against competitors", reasonsWon: "Why deals were won", reasonsLost: "Why deals were lost", lostIn: "Where deals were lost" },
    won: "Won",
    lost: "Lost",
    rate: "Win rate",
    few: "Not enough data",
    fewDetail: (count: number) => `${counted(count, { one: "deal was", other: "deals were" })} closed in this time; five are needed.`,
  },

  objection: {
    title: "Answer an objection",
    said: "What they said",
    hint: "Type it or say it. The answer comes as you go.",
    prompt: "Past answers that worked come first",
    promptDetail: "What they said is compared with all objections on this device.",
    deal: "On which deal",
    pickDeal: "Choose a deal",
    otherDeal: "Another deal",
    noDeal: "No deal",
    about: "About",
    tone: { formal: "Formal tone", casual: "Casual tone", neutral: "Neutral tone" },
    acknowledge: "Acknowledge",
    angles: { logical: "Address: the facts", emotional: "Address: how it feels", socialProof: "Address: what others did" } satisfies Record<Angle, string>,
    question: "Move on with a question",
    fromPast: "Worked before:",
    copy: "Copy",
    copied: "Copied",
    notCopied: "This browser does not allow it. Choose the text and copy it.",
    keep: "Use on this deal",
    keepOn: "Use on a deal",
    kept: "Kept as the answer",
    why: "Why this answer",
    howWent: "How did it go?",
  },

  model: {
    title: "In a model's words",
    ask: "Ask the model",
    again: "Ask again",
    stop: "Stop",
    askHint: (model: string, perDay: number) => `${model} is sent what this rests on, and answers in its own words. At most ${format.number(perDay)} times a day.`,
    offline: (model: string) => `${model} can be asked once there is a connection. The answer above needs none.`,
    asking: (model: string) => `${model} is writing…`,
    answered: (model: string) => `Written by ${model}, from the records named. Look at them before you rely on it.`,
    cached: "It is from the last fifteen minutes.",
    dropped: (count: number) => `${counted(count, { one: "statement was", other: "statements were" })} left out: the check did not let them through.`,
    stands: "The answer above stands.",
    stopped: "Stopped. The answer above stands.",
    unproven: "It says a figure that stands in none of these records.",
    parts: {
      next: "Next", acknowledge: "Acknowledge", advance: "Move on with a question", logical: "Address: the facts", emotional: "Address: how it feels", "social-proof": "Address: what others did",
    } as Readonly<Record<string, string>>,
  },

  ask: {
    title: "Asked as a question",
    shows: { deal: "Show these deals", lead: "Show these leads", contact: "Show these contacts", company: "Show these companies" },
    understood: "Understood",
    missed: "The underlined words were not understood. Change the filter in the list, or ask in other words.",
    all: "All of them",
  },
});
