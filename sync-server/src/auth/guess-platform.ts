/**
 * What a browser says of itself, as words a person knows his devices by. A guess: browsers name each other, so the
 * first that fits in these tables is taken; nothing is decided by it.
 */
export type Platform = {
  /** "" where nothing fits. */
  readonly browser: string;
  readonly system: string;
  readonly form: "phone" | "tablet" | "computer" | "unknown";
};

const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|HeadlessChrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/.*Safari\//, "Safari"],
] as const;

const SYSTEMS = [
  [/\biPhone\b|\biPod\b/, "iPhone", "phone"],
  [/\biPad\b/, "iPad", "tablet"],
  [/\bAndroid\b.*\bMobile\b/, "Android", "phone"],
  [/\bAndroid\b/, "Android", "tablet"],
  [/\bCrOS\b/, "ChromeOS", "computer"],
  [/\bWindows\b/, "Windows", "computer"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS", "computer"],
  [/\bLinux\b|\bX11\b/, "Linux", "computer"],
] as const;

export const guessPlatform = (userAgent: string): Platform => {
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent));
  return {
    browser: BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "",
    system: system?.[1] ?? "",
    form: system?.[2] ?? "unknown",
  };
};
