// Runs before the page's own files are there: a remembered theme does not flash, the engine all tabs share starts beside
// them instead of after them, and the files of the page that the address names are asked for with them. Owns nothing
// else: the app writes the key, takes the engine over, and finds its files there.
(function () {
  try {
    const theme = localStorage.getItem("outrider.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system's theme stands.
  }
  const { engine: url, files = "", pages = "{}" } = document.currentScript.dataset;
  const server = document.querySelector('meta[name="outrider-server"]')?.content;
  if (url && "SharedWorker" in self) self.startedEngine = { url, worker: new SharedWorker(url, { type: "module", name: server ? `outrider-engine ${server}` : "outrider-engine" }) };
  const [first = "", second = ""] = location.pathname.slice(1).split("/");
  const named = files.split(" ");
  // Not before the map of the files' names is read: a browser that has begun to load modules may read none any more.
  document.addEventListener("readystatechange", () => {
    for (const place of new Map(Object.entries(JSON.parse(pages))).get(second === "" ? first : `${first}/`) ?? []) {
      const link = document.createElement("link");
      link.rel = "modulepreload";
      link.crossOrigin = "anonymous";
      link.href = `/${named[place]}`;
      document.head.append(link);
    }
  }, { once: true });
})();
