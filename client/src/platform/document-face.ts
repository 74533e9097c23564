// Owns what the document shows outside the app's own tree: its title, its theme, the colour of the browser's bar; and
// keys and presses anywhere in it.

export const setDocumentTitle = (title: string): void => {
  document.title = title;
};

/** The language of the page and the side from which it is read. */
export const setDocumentLanguage = (lang: string, dir: "ltr" | "rtl"): void => {
  document.documentElement.lang = lang;
  document.documentElement.dir = dir;
};

/** What the address gives for a name; undefined where it gives nothing, or where there is no page. */
export const addressParameter = (name: string): string | undefined =>
  typeof location === "undefined" ? undefined : (new URLSearchParams(location.search).get(name) ?? undefined);

/** undefined: as the system has it. */
export const setDocumentTheme = (theme: "light" | "dark" | undefined): void => {
  const root = document.documentElement;
  if (theme === undefined) delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", getComputedStyle(document.body).backgroundColor);
};

export const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Calls back for each key pressed anywhere; returns the way to stop. */
export const watchKeys = (onKey: (event: KeyboardEvent) => void): (() => void) => {
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
};

/** Calls back for each press with a mouse, a pen or a finger, before what is pressed hears of it; returns the way to stop. */
export const watchPresses = (onPress: () => void): (() => void) => {
  window.addEventListener("pointerdown", onPress, true);
  return () => window.removeEventListener("pointerdown", onPress, true);
};

/** Whether something lies over the page and has the keys. */
export const isDialogOpen = (): boolean => document.querySelector("dialog[open]") !== null;

export const reloadPage = (): void => window.location.reload();

/** False where the browser does not allow it. */
export const writeClipboard = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
