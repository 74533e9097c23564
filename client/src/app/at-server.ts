// Addresses at the server for what is opened or copied instead of asked for: the page may have been put elsewhere.
export { atServer, wholeAddress } from "../platform/server-address.ts";
