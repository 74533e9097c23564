// Composition root of the page: makes the parts that touch the browser and shows the app.
import "./styles.css";
import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createEngineLink, EngineProvider, type SayNotSaved } from "./act/index.ts";
import { App } from "./app/app.tsx";
import { createAppUpdate } from "./app/app-update.ts";
import { createEngineSummary } from "./app/engine-summary.ts";
import { createLastEdits } from "./app/last-edits.ts";
import { showLanguage } from "./app/locale.ts";
import { makeUsualFormats } from "./app/make-usual-formats.ts";
import { createSession } from "./app/session.ts";
import { createStoredData } from "./app/stored-data.ts";
import { createTheme } from "./app/theme.ts";
import { plainSeal } from "./engine/seal.ts";
import { openBroadcast } from "./platform/broadcast.ts";
import { browserStorage } from "./platform/device-storage.ts";
import { reloadPage } from "./platform/document-face.ts";
import { createEnginePort } from "./platform/engine-port.ts";
import { browserInstallOffer } from "./platform/install-offer.ts";
import { createJsonApi, inEnglish } from "./platform/json-api.ts";
import { watchNetworkHints } from "./platform/network-hints.ts";
import { holdLife, lifeOver } from "./platform/page-life.ts";
import { createPersonMemory } from "./platform/person-memory.ts";
import { watchRelease } from "./platform/release-watch.ts";
import { atServer } from "./platform/server-address.ts";
import { systemTimers } from "./platform/system-timers.ts";
import { browserTextMemory } from "./platform/text-memory.ts";
import { watchUnsaved } from "./platform/unsaved.ts";

showLanguage();
// The words of refusals are fetched by the first one; where they are not to be had it is said as it came.
const refusals = () => import("./app/reason-words.ts");
const api = createJsonApi({
  fetch: fetch.bind(globalThis), timeoutMs: 20_000, at: atServer,
  say: (problem) => refusals().then(({ problemWords }) => problemWords(problem), () => inEnglish(problem)),
});
const sayNotSaved: SayNotSaved = (refused) => refusals().then(({ notSavedWords }) => notSavedWords(refused), () => refused);
const session = createSession({ api, memory: createPersonMemory({ seal: plainSeal, spare: browserTextMemory }) });
const theme = createTheme(browserTextMemory);
const update = createAppUpdate({
  watch: watchRelease(import.meta.env.PROD), unsaved: watchUnsaved(), tabs: openBroadcast("outrider.update"), after: systemTimers.after, reload: reloadPage,
});
const install = browserInstallOffer();
const link = createEngineLink({ openPort: createEnginePort(), life: holdLife(), gone: lifeOver, timers: systemTimers });
watchNetworkHints(link.nudge);

// The engine works for whoever is signed in, also when only remembered; a session that came back is worth a try at once.
let followed = false;
const follow = (): void => {
  const state = session.read();
  if (state.kind === "signed-in") {
    if (!followed) makeUsualFormats(systemTimers.after);
    followed = true;
    link.open({ user: state.user.id, workspace: state.user.workspaceId });
    if (!state.expired) link.nudge();
  } else if (state.kind !== "checking") link.close();
};
session.subscribe(follow);
follow();

// The engine hears first that the server lets nobody in any more, or again: the session is asked why, and not at every try.
let asked = -Infinity;
void link.watch("status", null, ({ phase }) => {
  const state = session.read();
  if (state.kind !== "signed-in") return;
  const kept = state.expired || state.owes !== undefined;
  if (kept ? phase !== "synced" : phase !== "signed-out" || systemTimers.now() - asked < 30_000) return;
  asked = systemTimers.now();
  void session.check();
});

const stored = createStoredData({
  storage: browserStorage(), memory: browserTextMemory, now: systemTimers.now,
  watchStatus: (show) => void link.watch("status", null, show),
});

const sync = createEngineSummary(link);

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");
const root = createRoot(place);
// In pieces, between which the page answers.
startTransition(() => root.render(
  <StrictMode>
    <EngineProvider link={link} say={sayNotSaved}>
      <App parts={{ session, theme, update, install, api, edits: createLastEdits(), stored, sync }} />
    </EngineProvider>
  </StrictMode>,
));
