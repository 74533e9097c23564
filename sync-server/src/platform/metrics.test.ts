// What the server counts of itself.
import { expect, test } from "vitest";
import { countedLog } from "./counted-log.ts";
import type { Log } from "./logger.ts";
import { createMetrics } from "./metrics.ts";

const valueOf = (body: string, line: string): string | undefined => body.split("\n").find((each) => each.startsWith(`${line} `))?.slice(line.length + 1);

test("D3 requests are counted by the route's pattern, edits are timed, and what waits is known", async () => {
  const metrics = createMetrics(() => 0);
  expect(await metrics.edits()).toEqual({ p50: null, p99: null });
  metrics.request("GET", "/api/records/:id/history", 404, 0.01);
  const [one, other] = [metrics.edit(), metrics.edit()];
  expect(metrics.waiting()).toBe(2);
  one();
  metrics.gauges({ outrider_test: "A gauge" }, () => ({ outrider_test: 7 }));
  const { type, body } = await metrics.text();
  expect(type).toContain("text/plain");
  expect(valueOf(body, 'outrider_http_request_seconds_count{method="GET",route="/api/records/:id/history",status="4xx"}')).toBe("1");
  expect(valueOf(body, "outrider_edits_waiting")).toBe("1");
  expect(valueOf(body, "outrider_test")).toBe("7");
  expect(valueOf(body, "outrider_edit_seconds_count")).toBe("1");
  other();
  expect((await metrics.edits()).p99).toBeGreaterThanOrEqual(0);
});

test("D3 errors are counted by event within the last minutes, and there are never many events", async () => {
  let now = 0;
  const metrics = createMetrics(() => now);
  const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined, child: () => silent, flush: () => undefined };
  const log = countedLog(silent, metrics.error);
  log.error({}, "it broke");
  log.child({ a: 1 }).error({}, "it broke");
  log.warn({}, "it did not");
  expect(metrics.errorsWithin(15)).toBe(2);
  now = 20 * 60_000;
  expect([metrics.errorsWithin(15), metrics.errorsWithin(30)]).toEqual([0, 2]);
  for (let event = 0; event < 300; event++) metrics.error(`event ${event}`);
  const { body } = await metrics.text();
  expect(valueOf(body, 'outrider_errors_total{event="it broke"}')).toBe("2");
  expect(valueOf(body, 'outrider_errors_total{event="other"}')).toBe("101");
});
