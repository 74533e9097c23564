// Asks for all files of a page at once where public/boot.js knows them: what a chunk imports is otherwise found only once it
// has been read. In development, and of pages that nobody starts with, nothing is known.
declare global {
  /** Made by public/boot.js of what the build wrote into the page. */
  var askForPage: ((name: string) => void) | undefined;
}

/** name: "deals/deals" for features/deals/deals-page.tsx. Asked again, nothing happens. */
export const askForPage = (name: string): void => globalThis.askForPage?.(name);
