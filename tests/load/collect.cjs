// Loaded before a server whose memory is watched: at SIGUSR2 it collects its garbage and says what is still held. Two
// minutes are too short to tell what is held from what has not been collected yet.
"use strict";

const { isMainThread } = require("node:worker_threads");

if (isMainThread) {
  process.on("SIGUSR2", () => {
    globalThis.gc();
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    process.stderr.write(`held ${heapUsed + external} bytes\n`);
  });
}
