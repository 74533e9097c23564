// Whether keys belong to a control that is being typed into.

/** Inputs that are pressed, not typed into. */
const PRESSED = /^(checkbox|radio|button|submit|reset|file|range|image)$/;

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || (target instanceof HTMLInputElement ? !PRESSED.test(target.type) : /^(TEXTAREA|SELECT)$/.test(target.tagName)));
