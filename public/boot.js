// Runs before the page's own files are there: a remembered theme does not flash, and the engine all tabs share starts
// beside them instead of after them. Owns nothing else: the app writes the key, and takes the engine over.
(function () {
  try {
    const theme = localStorage.getItem("outrider.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system's theme stands.
  }
  const url = document.currentScript.dataset.engine;
  if (!url || !("SharedWorker" in self)) return;
  self.startedEngine = { url, worker: new SharedWorker(url, { type: "module", name: "outrider-engine" }) };
})();
