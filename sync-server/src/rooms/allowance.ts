// So many at once and so many a second after that, as a bucket that fills by itself. It knows no clock.
export function createAllowance(atOnce: number, aSecond: number): (now: number) => boolean {
  let left = atOnce;
  let at = 0;
  return (now) => {
    left = Math.min(atOnce, left + (Math.max(0, now - at) / 1000) * aSecond);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
