// `npm run client -- --server https://api.example.com --out FOLDER`: the built client for another origin than the server's,
// ready for a static host or a CDN. The page names its server and the host is told in `_headers` (the form that Netlify,
// Cloudflare Pages and others read) what may be kept for ever and what the page may reach. docs/deployment.md says the rest.
import { parseArgs } from "node:util";
import { buildIfStale } from "./builds.ts";
import { clientElsewhere } from "./place-client.ts";

try {
  const { values } = parseArgs({ options: { server: { type: "string" }, out: { type: "string" } } });
  if (values.server === undefined || values.out === undefined) throw new Error("Say where the server is and where the files are to go: npm run client -- --server https://api.example.com --out FOLDER");
  await buildIfStale("client");
  const { server, files } = await clientElsewhere({ server: values.server, out: values.out });
  console.log(`${files} files are in ${values.out}, for the server at ${server}. Give it FRONTEND_URL=<their address> and SERVER_URL=${server}; docs/deployment.md says what the host has to do.`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
