export { expanded, turnOf } from "./expand.ts";
export { isCalendar } from "./is-calendar.ts";
export { dayOn, timeOf } from "./moment.ts";
export { type CalendarEntryRead, type CalendarFault, type CalendarFile, type CalendarItem, readCalendar } from "./read-calendar.ts";
export { type Frequency, nextOccurrence, type Occurrence, occurrences, parseRepeat, repeatFaultSentences, type RepeatRule, repeatText, type RuleDay, WEEKDAYS } from "./repeat.ts";
export { type CalendarEntry, type CalendarToWrite, calendarText } from "./write-calendar.ts";
export { isFollowing, ownId, seriesOf } from "./task-series.ts";
