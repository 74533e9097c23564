// The stand-in vendor as a process of its own: `node --import tsx http-vendor-program.ts '<options as JSON>'` says `ready`
// when it listens. POST /control takes its faults, GET /log says what it has taken.
import { type HttpVendorOptions, openHttpVendorServer } from "./http-vendor-server.ts";

await openHttpVendorServer(JSON.parse(process.argv[2] ?? "{}") as HttpVendorOptions);
process.stdout.write("ready\n");
