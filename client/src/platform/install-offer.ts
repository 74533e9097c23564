// Whether the app can be put on this device's home screen or desk, and how: by the browser's own question, by hand
// where the browser has none (Safari), or not at all, also because it already is.
export type InstallState = "none" | "offer" | "share-menu" | "dock-menu";

export type InstallOffer = {
  readonly read: () => InstallState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Asks the browser's question. */
  readonly ask: () => Promise<void>;
};

interface InstallEvent extends Event { prompt(): Promise<unknown> }
type Target = Pick<EventTarget, "addEventListener">;

export interface InstallDeps {
  readonly target: Target;
  /** Running as an app of its own already. */
  readonly standalone: boolean;
  readonly browser: { readonly userAgent: string; readonly maxTouchPoints: number };
}

const byHand = ({ userAgent, maxTouchPoints }: InstallDeps["browser"]): InstallState => {
  // An iPad says that it is a Mac; a Mac has no touch screen. All browsers there are Safari inside.
  if (/iphone|ipad|ipod/i.test(userAgent) || (/macintosh/i.test(userAgent) && maxTouchPoints > 1)) return "share-menu";
  return /macintosh/i.test(userAgent) && /version\/\d+.*safari/i.test(userAgent) ? "dock-menu" : "none";
};

export const createInstallOffer = ({ target, standalone, browser }: InstallDeps): InstallOffer => {
  let state: InstallState = standalone ? "none" : byHand(browser);
  let question: InstallEvent | undefined;
  const listeners = new Set<() => void>();
  const become = (next: InstallState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  target.addEventListener("beforeinstallprompt", (event) => {
    // The browser's own bar would come when it likes, over whatever the person does.
    event.preventDefault();
    question = event as InstallEvent;
    become("offer");
  });
  target.addEventListener("appinstalled", () => {
    question = undefined;
    become("none");
  });
  return {
    read: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    async ask() {
      const asked = question;
      // A question can be asked once; where the person says no, the browser brings another one when it thinks fit.
      question = undefined;
      become("none");
      await asked?.prompt();
    },
  };
};

export const browserInstallOffer = (): InstallOffer =>
  createInstallOffer({
    target: window,
    standalone: matchMedia("(display-mode: standalone)").matches || ("standalone" in navigator && navigator.standalone === true),
    browser: { userAgent: navigator.userAgent, maxTouchPoints: navigator.maxTouchPoints },
  });
