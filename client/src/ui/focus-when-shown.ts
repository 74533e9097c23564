/** A ref for what is to have the focus as soon as it is there: it appears because somebody asked for it. */
export const focusWhenShown = (element: HTMLElement | null): void => element?.focus();
