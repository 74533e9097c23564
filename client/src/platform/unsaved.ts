// Knows whether something is typed on this page and not saved: a field that was typed into, is still there and not
// empty; what saves takes its field away. Longer work marks itself with data-unsaved. A search box holds nothing to save.
const isText = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.closest('[role="search"], [type="search"], [role="combobox"]') === null;

/** Watches from now on; answers whether there is something. */
export const watchUnsaved = (): (() => boolean) => {
  const typed = new Set<HTMLInputElement | HTMLTextAreaElement>();
  const stillThere = (): void => {
    for (const field of typed) if (!field.isConnected) typed.delete(field);
  };
  document.addEventListener("input", ({ target }) => {
    stillThere();
    if (isText(target)) typed.add(target);
  }, { capture: true, passive: true });
  return () => {
    stillThere();
    return [...typed].some(({ value }) => value.trim() !== "") || document.querySelector("[data-unsaved]") !== null;
  };
};
