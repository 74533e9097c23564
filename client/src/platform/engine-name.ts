// The name of the engine's worker, which has no page to read and is told by it where the server is. Invariant: a page that
// names another server has a worker of its own. public/boot.js makes the same name.
const ENGINE = "outrider-engine";

/** server: `https://host`, or "" where it is the page's own. */
export const engineName = (server: string): string => (server === "" ? ENGINE : `${ENGINE} ${server}`);

/** `https://host` of the server out of a worker's name; `own` where it has none. */
export const serverOf = (name: string, own: string): string => name.split(" ")[1] ?? own;
