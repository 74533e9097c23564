export { dayAfter } from "./civil.ts";
export { type Frequency, nextOccurrence, numberOf, type Occurrence, occurrences, parseRepeat, type RepeatRule, repeatText, type RuleDay, WEEKDAYS } from "./repeat.ts";
export { type CalendarEntry, type CalendarToWrite, calendarText } from "./write-calendar.ts";
