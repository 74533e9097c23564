// `npm start`: an up-to-date client, then the server in this same process, so that signals reach it directly.
import { buildClientIfStale } from './client-build.ts';

await buildClientIfStale();
await import('../sync-server/src/main.ts');
