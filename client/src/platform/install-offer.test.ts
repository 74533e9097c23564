import { describe, expect, it } from "vitest";
import { createInstallOffer, type InstallDeps } from "./install-offer.ts";

const browsers = {
  chromium: { userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", maxTouchPoints: 0 },
  iPhone: { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", maxTouchPoints: 5 },
  iPad: { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", maxTouchPoints: 5 },
  mac: { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", maxTouchPoints: 0 },
  macChrome: { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", maxTouchPoints: 0 },
} satisfies Record<string, InstallDeps["browser"]>;

const offer = (browser: InstallDeps["browser"], standalone = false) => {
  const target = new EventTarget();
  return { target, install: createInstallOffer({ target, standalone, browser }) };
};

describe("putting the app on the device", () => {
  it("W1 it is offered when the browser has its question, asked once, and not any more when the app is there", async () => {
    const { target, install } = offer(browsers.chromium);
    let asked = 0;
    let changes = 0;
    install.subscribe(() => (changes += 1));
    expect(install.read()).toBe("none");
    const question = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt: async () => (asked += 1) });
    target.dispatchEvent(question);
    expect([install.read(), question.defaultPrevented, changes]).toEqual(["offer", true, 1]);
    await install.ask();
    await install.ask();
    expect([install.read(), asked]).toEqual(["none", 1]);
    target.dispatchEvent(new Event("beforeinstallprompt"));
    target.dispatchEvent(new Event("appinstalled"));
    expect(install.read()).toBe("none");
  });

  it("W1 where the browser has no question the person is told where its menu is, unless the app already stands alone", () => {
    expect(offer(browsers.iPhone).install.read()).toBe("share-menu");
    expect(offer(browsers.iPad).install.read()).toBe("share-menu");
    expect(offer(browsers.mac).install.read()).toBe("dock-menu");
    expect(offer(browsers.macChrome).install.read()).toBe("none");
    expect(offer(browsers.iPhone, true).install.read()).toBe("none");
  });
});
