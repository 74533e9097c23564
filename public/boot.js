// Runs before the page's own files are there: a remembered theme does not flash, the engine all tabs share starts beside
// them instead of after them, and the files of the page that the address names are asked for with them, as are later those
// of a page that is gone to. Owns nothing else: the app writes the key, takes the engine over, and finds its files there.
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
  const asked = new Set();
  const ask = (places) => {
    for (const place of places) {
      if (asked.has(place)) continue;
      asked.add(place);
      const link = document.createElement("link");
      link.rel = "modulepreload";
      link.crossOrigin = "anonymous";
      link.href = `/${named[place]}`;
      document.head.append(link);
    }
  };
  // Not before the map of the files' names is read: a browser that has begun to load modules may read none any more.
  document.addEventListener("readystatechange", () => {
    const known = JSON.parse(pages);
    ask(known.find(([address]) => address === (second === "" ? first : `${first}/`))?.[2] ?? []);
    self.askForPage = (name) => ask(known.find(([, of]) => of === name)?.[2] ?? []);
  }, { once: true });
})();
