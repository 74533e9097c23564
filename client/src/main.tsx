// Composition root of the page: makes the parts that touch the browser and shows the app.
import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { createSession } from "./app/session.ts";
import { startingSync } from "./app/sync-summary.ts";
import { createTheme } from "./app/theme.ts";
import { createAppUpdate } from "./platform/app-update.ts";
import { createJsonApi } from "./platform/json-api.ts";
import { browserTextMemory } from "./platform/text-memory.ts";

const session = createSession({ api: createJsonApi({ fetch: fetch.bind(globalThis), timeoutMs: 20_000 }), memory: browserTextMemory });
const theme = createTheme(browserTextMemory);
const update = createAppUpdate({ enabled: import.meta.env.PROD });

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");
createRoot(place).render(
  <StrictMode>
    <App parts={{ session, theme, update, sync: startingSync }} />
  </StrictMode>,
);
