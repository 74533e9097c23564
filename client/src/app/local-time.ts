// Days and moments as they are on this device's wall: where a day begins, and the same time on another day. A day that is
// shorter or longer because clocks are changed is still one day.

/** ms: the first moment of a `YYYY-MM-DD`. */
export function startOfDay(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date).getTime();
}

/** ms: the same time of day on another day. */
export function atOnDay(at: number, day: string): number {
  const time = new Date(at);
  const moved = new Date(startOfDay(day));
  moved.setHours(time.getHours(), time.getMinutes(), time.getSeconds(), time.getMilliseconds());
  return moved.getTime();
}
