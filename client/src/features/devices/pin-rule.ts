// Which PINs are taken: long enough, and not among the first that somebody would try. Pure.
export const LEAST_PIN = 6;

const isRun = (pin: string): boolean => {
  const steps = [...pin].slice(1).map((sign, at) => sign.charCodeAt(0) - pin.charCodeAt(at));
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1;
};
/** 121212, 123123. */
const repeats = (pin: string): boolean => [2, 3].some((length) => pin.length % length === 0 && pin === pin.slice(0, length).repeat(pin.length / length));

export const pinTrouble = (pin: string): "short" | "easy" | undefined =>
  pin.length < LEAST_PIN ? "short" : isRun(pin) || repeats(pin) ? "easy" : undefined;
