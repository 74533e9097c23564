// Where the server is. It is the page's own address, unless the page was put elsewhere (another host, a CDN) and names the
// server in `<meta name="outrider-server" content="https://…">`. Knows no route.
import { engineName } from "./engine-name.ts";

const META = 'meta[name="outrider-server"]';

/** `https://host` of the server where the page names one, "" where it is the page's own. */
const server = typeof document === "undefined" ? "" : (document.querySelector<HTMLMetaElement>(META)?.content ?? "");

/** The address at the server of a path that begins with a slash. */
export const atServer = (path: string): string => server + path;

/** The same with the scheme and the host always in it, to be handed to others. */
export const wholeAddress = (path: string): string => (server || location.origin) + path;

export const ownEngineName = engineName(server);

/** Paths that begin with a slash are asked for at the server. */
export const fetchAtServer: typeof fetch = (input, init) => fetch(typeof input === "string" ? atServer(input) : input, init);
