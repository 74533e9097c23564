/** Whether a text is a calendar at all: asked of whatever is shared, without the reader. */
export const isCalendar = (text: string): boolean => /^\s*\uFEFF?\s*BEGIN:VCALENDAR\b/i.test(text.slice(0, 1000));
