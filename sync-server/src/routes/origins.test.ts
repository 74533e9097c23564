import { expect, it } from "vitest";
import { createOriginCheck, remoteAddress } from "./origins.ts";

const allowed = createOriginCheck(["https://crm.example.com"]);

it.each([
  ["https://crm.example.com", "internal:8787", true],
  ["http://localhost:8787", "localhost:8787", true],
  ["https://localhost:8787", "localhost:8787", true],
  ["http://localhost:8788", "localhost:8787", false],
  ["https://crm.example.com.evil.example", "localhost:8787", false],
  ["http://evil.example", "localhost:8787", false],
  ["null", "null", false],
  [undefined, "localhost:8787", false],
  ["ftp://localhost:8787", "localhost:8787", false],
])("S5 origin %s at host %s: %s", (origin, host, expected) => {
  expect(allowed(origin, host)).toBe(expected);
});

it.each([
  ["10.0.0.1", "1.2.3.4", 0, "10.0.0.1"],
  ["::ffff:10.0.0.1", undefined, 0, "10.0.0.1"],
  ["10.0.0.1", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"],
  ["10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", 2, "1.2.3.4"],
  ["10.0.0.1", undefined, 1, "10.0.0.1"],
  ["2001:db8:1:2:3:4:5:6", undefined, 0, "2001:db8:1:2::/64"],
  ["2001:db8::6", undefined, 0, "2001:db8:0:0::/64"],
  ["::1", undefined, 0, "::1"],
])("U7 socket %s, forwarded %s, %i proxies: counted as %s", (socket, forwarded, proxies, expected) => {
  expect(remoteAddress(socket, forwarded, proxies)).toBe(expected);
});
