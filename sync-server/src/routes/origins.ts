/**
 * Which web pages may change something here: those of this address, and those of FRONTEND_URL.
 * A page of another site that makes a browser send its cookie along is refused by its Origin.
 */
import type { IncomingHttpHeaders } from "node:http";

export type OriginCheck = (origin: string | undefined, host: string | undefined) => boolean;

/** Same host counts as same site: over a proxy that ends TLS the server cannot know the scheme. */
export const createOriginCheck =
  (frontendOrigins: readonly string[]): OriginCheck =>
  (origin, host) => {
    if (origin === undefined) return false;
    if (frontendOrigins.includes(origin)) return true;
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    return url !== undefined && host !== undefined && url.host === host && /^https?:$/.test(url.protocol);
  };

/** The address limits are keyed on: the socket's, or what the trusted proxies in front saw. */
export const remoteAddress = (
  socketAddress: string | undefined,
  forwarded: IncomingHttpHeaders[string],
  trustedProxies: number,
): string => {
  const hops = (Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? "")).split(",").map((hop) => hop.trim());
  // Each proxy appends what it saw; only as many entries from the right as there are proxies can be believed.
  const believed = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
  const address = (believed === undefined || believed === "" ? socketAddress : believed) ?? "unknown";
  return networkOf(address.replace(/^::ffff:/, ""));
};

/** One household has a whole /64 of IPv6 addresses, so that is what is counted. */
const networkOf = (address: string): string => {
  if (!address.includes(":") || address === "::1") return address;
  const [head = "", tail] = address.split("::");
  const start = head.split(":").filter(Boolean);
  const end = (tail ?? "").split(":").filter(Boolean);
  const filled =
    tail === undefined ? start : [...start, ...Array<string>(8 - start.length - end.length).fill("0"), ...end];
  return `${filled.slice(0, 4).join(":")}::/64`;
};
