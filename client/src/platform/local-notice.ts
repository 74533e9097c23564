// A notice of this device itself, with no push service: shown where the person allowed notices and is not looking.

export interface LocalNotice { readonly title: string; readonly body: string; /** One with the same takes its place. */ readonly tag: string; /** Where it leads in the app. */ readonly path: string }

/** Never throws: where it cannot be shown it is not. */
export async function showLocalNotice({ title, body, tag, path }: LocalNotice): Promise<void> {
  try {
    if (!("Notification" in globalThis) || Notification.permission !== "granted" || document.visibilityState === "visible") return;
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.showNotification(title, { body, tag, icon: "/icons/icon-192.png", badge: "/icons/icon-192.png", data: { path } });
  } catch {
    // The reminder itself stands in the app.
  }
}
