// `npm start`: the settings of .env where there is one (what is set already wins), an up-to-date client, then the
// server in this same process, so that signals reach it directly.
import { existsSync } from 'node:fs';
import { buildClientIfStale } from './client-build.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
await buildClientIfStale();
await import('../sync-server/src/main.ts');
