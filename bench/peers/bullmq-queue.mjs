// BullMQ on a Redis that writes each command to disk before it answers: jobs that do nothing, sent fifty at once and worked
// off meanwhile. Prints how many a second were done.
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const { BENCH_PORT, BENCH_JOBS } = process.env;
const connection = new Redis({ host: "127.0.0.1", port: Number(BENCH_PORT), maxRetriesPerRequest: null });
const total = Number(BENCH_JOBS);
const queue = new Queue("jobs", { connection });
await queue.waitUntilReady();
let done = 0;
let finish;
const all = new Promise((resolve) => (finish = resolve));
const worker = new Worker("jobs", async () => { done += 1; if (done === total) finish(); }, { connection, concurrency: 50 });
await worker.waitUntilReady();
const began = performance.now();
let next = 0;
await Promise.all(Array.from({ length: 50 }, async () => { for (let slot = next++; slot < total; slot = next++) await queue.add("job", { slot }, { removeOnComplete: true }); }));
await all;
console.log(JSON.stringify({ perSecond: (total / (performance.now() - began)) * 1_000 }));
await worker.close();
await queue.close();
connection.disconnect();
