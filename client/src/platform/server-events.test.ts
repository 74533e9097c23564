import fc from "fast-check";
import { expect, it } from "vitest";
import { createEventReader, type ServerEvent } from "./server-events.ts";

const STREAM = 'event: statement\ndata: {"text":"One"}\n\n: keeps the line open\nevent: statement\r\ndata: two\r\ndata:lines\r\n\r\nid: 4\n\ndata: plain\n\nevent: done\ndata: {}\n\nevent: lost\ndata: not ended';
const EVENTS = [{ event: "statement", data: '{"text":"One"}' }, { event: "statement", data: "two\nlines" }, { event: "message", data: "plain" }, { event: "done", data: "{}" }];

it("A11 events are the same wherever the network cuts them, and one that did not end is none", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: STREAM.length - 1 }), { maxLength: 30 }), (cuts) => {
    const heard: ServerEvent[] = [];
    const read = createEventReader((event) => heard.push(event));
    const places = [0, ...cuts.sort((a, b) => a - b), STREAM.length];
    for (const [index, from] of places.entries()) read(STREAM.slice(from, places[index + 1] ?? STREAM.length));
    expect(heard).toEqual(EVENTS);
  }));
});
