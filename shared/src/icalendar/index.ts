export { dayAfter } from "./civil.ts";
export { type CalendarEntry, type CalendarToWrite, calendarText } from "./write-calendar.ts";
