// Runs before the first paint, so that a remembered theme does not flash. Owns nothing else; the app writes the key.
(function () {
  try {
    const theme = localStorage.getItem("outrider.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system's theme stands.
  }
})();
