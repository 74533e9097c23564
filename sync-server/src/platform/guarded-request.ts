// A request to an address that somebody outside gave: a webhook's, a browser's push service. Invariants: the name is looked
// up once, every address it has must be a public one, and the connection goes to one of those very addresses, so that a
// name that changes its answer gains nothing; no redirect is followed; it ends within its time and reads only so much.
import { lookup as lookUp } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { problemSentences } from "@outrider/shared/protocol";

/** What is nobody's on the public internet, by RFC 6890 and its successors. */
const PRIVATE_V4 = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24], ["192.88.99.0", 24],
  ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
] as const;
/** Besides: everything that carries an IPv4 address in it (mapped, translated, 6to4, Teredo), whatever that address is. */
const PRIVATE_V6 = [
  ["::", 96], ["::ffff:0:0", 96], ["64:ff9b::", 96], ["64:ff9b:1::", 48], ["100::", 64], ["2001::", 32], ["2001:db8::", 32], ["2001:10::", 28], ["2002::", 16], ["3fff::", 20],
  ["5f00::", 16], ["fc00::", 7], ["fe80::", 10], ["fec0::", 10], ["ff00::", 8],
] as const;

const v4 = new BlockList();
for (const [net, prefix] of PRIVATE_V4) v4.addSubnet(net, prefix, "ipv4");
const v6 = new BlockList();
for (const [net, prefix] of PRIVATE_V6) v6.addSubnet(net, prefix, "ipv6");

/** Whether the address may be spoken to: it is one, and a public one. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !v4.check(address, "ipv4");
  return family === 6 && !address.includes("%") && !v6.check(address, "ipv6");
}

export interface Address { readonly address: string; readonly family: number }

export interface GuardedRequestDeps {
  /** Lets requests go to private addresses as well: an installation whose other systems are in its own network, and tests. */
  readonly allowPrivate: boolean;
  readonly lookup?: (host: string) => Promise<readonly Address[]>;
}

export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  readonly timeoutMs: number;
  /** Of the answer; what comes after is not read. */
  readonly maxBytes: number;
  /** Breaks it off. */
  readonly signal?: AbortSignal;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** As it was sent: seconds, or a date. */
  readonly retryAfter?: string;
}

/** Not sent, because of where it was to go. Its message is for the person who gave the address. */
export class TargetRefused extends Error {
  override name = "TargetRefused";
}

export type GuardedRequest = (outgoing: Outgoing) => Promise<Answered>;

/** What is wrong with an address before any name is looked up, or null. */
export function addressFault(url: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(url)) return problemSentences["address-unreadable"];
  const { protocol, username, password, hostname } = new URL(url);
  if (protocol !== "https:" && !(allowPrivate && protocol === "http:")) return problemSentences["address-plain"];
  if (username !== "" || password !== "") return problemSentences["address-with-user"];
  const host = bare(hostname);
  if (!allowPrivate && ((isIP(host) !== 0 && !isPublicAddress(host)) || host === "localhost" || host.endsWith(".localhost"))) return problemSentences["address-private"];
  return null;
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

/** Where to connect, and by which address alone; rejects with TargetRefused. */
export interface Pinned {
  readonly target: URL;
  /** For `lookup` of a request: whatever the name says now, this is where it goes. */
  readonly lookup: LookupFunction;
}
export type Pin = (url: string, signal: AbortSignal) => Promise<Pinned>;

export function createPin({ allowPrivate, lookup = (host) => lookUp(host, { all: true, verbatim: true }) }: GuardedRequestDeps): Pin {
  async function resolve(host: string): Promise<Address> {
    const family = isIP(host);
    const found = family === 0 ? await lookup(host) : [{ address: host, family }];
    const [first] = found;
    if (!first) throw new Error(`${host} has no address`);
    if (!allowPrivate && found.some(({ address }) => !isPublicAddress(address))) throw new TargetRefused("The address leads into a private network.");
    return first;
  }

  return async (url, signal) => {
    const fault = addressFault(url, allowPrivate);
    if (fault !== null) throw new TargetRefused(`The address ${fault}.`);
    const target = new URL(url);
    const pinned = await Promise.race([resolve(bare(target.hostname)), new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true }))]);
    return { target, lookup: (_host, options, found) => (options.all ? found(null, [{ ...pinned }]) : found(null, pinned.address, pinned.family)) };
  };
}

/** Rejects with TargetRefused, or with whatever went wrong on the way. */
export function createGuardedRequest(deps: GuardedRequestDeps): GuardedRequest {
  const pin = createPin(deps);
  return async ({ url, method, headers, body, timeoutMs, maxBytes, signal: brokenOff }) => {
    const inTime = AbortSignal.timeout(timeoutMs);
    const signal = brokenOff ? AbortSignal.any([inTime, brokenOff]) : inTime;
    const faultOf = (error: unknown): unknown => (signal.aborted ? new Error(inTime.aborted ? "no answer in time" : "broken off") : error);
    const { target, lookup } = await pin(url, signal);
    return await new Promise<Answered>((done, reject) => {
      const request = (target.protocol === "https:" ? httpsRequest : httpRequest)(target, {
        method, signal, agent: false,
        headers: { ...headers, "Content-Length": String(Buffer.byteLength(body)) },
        lookup,
      });
      request.once("error", (error) => reject(faultOf(error)));
      request.once("response", (response) => {
        const retryAfter = response.headers["retry-after"];
        const parts: Buffer[] = [];
        let size = 0;
        const end = (): void => done({ status: response.statusCode ?? 0, text: Buffer.concat(parts).subarray(0, maxBytes).toString("utf8"), ...(retryAfter !== undefined && { retryAfter }) });
        response.on("data", (part: Buffer) => {
          parts.push(part);
          size += part.length;
          if (size < maxBytes) return;
          end();
          request.destroy();
        });
        response.once("end", end);
        response.once("error", (error) => reject(faultOf(error)));
      });
      request.end(body);
    });
  };
}
