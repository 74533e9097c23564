// The number on the icon of the installed app, where the system has such a thing; elsewhere nothing happens.
type Badging = Partial<Pick<Navigator, "setAppBadge" | "clearAppBadge">>;

/** Shows 0 as no number. Says a number once. */
export const createAppBadge = (badging: Badging): ((count: number) => void) => {
  let shown: number | undefined;
  return (count) => {
    if (count === shown) return;
    shown = count;
    // Not installed, or not allowed: nothing to show it on.
    void (count === 0 ? badging.clearAppBadge?.() : badging.setAppBadge?.(count))?.catch(() => undefined);
  };
};

/** This browser's. */
export const browserBadge = (() => {
  let badge: ((count: number) => void) | undefined;
  return (count: number): void => (badge ??= createAppBadge(navigator))(count);
})();
