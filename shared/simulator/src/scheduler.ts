// Virtual time: everything that waits is an event in one queue, run one by one in the order of its time and then of its
// making. Between two events all promises that can go on have gone on, so a run is the same each time.
// Invariant: nothing in a run waits for anything but this queue.

/** A way off. */
export type CallOff = () => void;

export interface Scheduler {
  /** ms since 1970, true time. */
  now(): number;
  after(ms: number, run: () => void): CallOff;
  sleep(ms: number): Promise<void>;
  /** Runs events until the time has come or the condition holds; answers whether it held. */
  run(until: number, done?: () => boolean): Promise<boolean>;
  /** Time passes and nobody runs: what was due meanwhile runs late. */
  leap(ms: number): void;
  readonly events: number;
}

interface Event { readonly at: number; readonly order: number; run: (() => void) | null }

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** All promises that can go on go on before the next turn of the event loop. */
const settle = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

export function createScheduler(start: number): Scheduler {
  let now = start;
  let order = 0;
  let events = 0;
  const heap: Event[] = [];

  function push(event: Event): void {
    let index = heap.push(event) - 1;
    for (let parent = (index - 1) >> 1; index > 0 && before(event, heap[parent] as Event); parent = (index - 1) >> 1) {
      heap[index] = heap[parent] as Event;
      index = parent;
    }
    heap[index] = event;
  }

  function pop(): Event {
    const first = heap[0] as Event;
    const last = heap.pop() as Event;
    if (heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Event, heap[child] as Event)) child++;
      if (!before(heap[child] as Event, last)) break;
      heap[index] = heap[child] as Event;
      index = child;
    }
    heap[index] = last;
    return first;
  }

  const after = (ms: number, run: () => void): CallOff => {
    const event: Event = { at: now + Math.max(0, Math.round(ms)), order: order++, run };
    push(event);
    return () => { event.run = null; };
  };

  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => { after(ms, resolve); }),
    async run(until, done = () => false) {
      await settle();
      while (!done()) {
        const next = heap[0];
        if (!next || next.at > until) {
          now = Math.max(now, until);
          return done();
        }
        pop();
        if (!next.run) continue;
        now = Math.max(now, next.at);
        events++;
        next.run();
        await settle();
      }
      return true;
    },
    leap(ms) {
      now += ms;
    },
    get events() {
      return events;
    },
  };
}
