// The main journey in the other browsers' engines: signing in, a list, a record, a call logged, a start with no server,
// a change made there that arrives later. Where a browser is not installed it says so, and why.
import { otherBrowser, type OtherBrowser } from "./fixtures/other-browser.ts";
import { sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const DEAL = "Orchard & Vale: Point of sale renewal";
const PATIENCE = { timeout: 45_000, intervals: [100] };

/** The first element that a person would call so. Only for this journey: no rule of accessible names in full. */
const named = (selector: string, name: string): string =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => (each.getAttribute("aria-label") ?? each.textContent ?? "").trim().startsWith(${JSON.stringify(name)}))`;
const labelled = (label: string): string => `[...document.querySelectorAll("label")].find(({ textContent }) => textContent.trim().startsWith(${JSON.stringify(label)}))?.control`;

class Person {
  readonly #browser: OtherBrowser;
  constructor(browser: OtherBrowser) {
    this.#browser = browser;
  }
  async sees(expression: string): Promise<void> {
    await expect.poll(() => this.#browser.evaluate(`Boolean(${expression})`).catch(() => false), { ...PATIENCE, message: expression }).toBe(true);
  }
  async reads(text: string): Promise<void> {
    await this.sees(`document.body.innerText.includes(${JSON.stringify(text)})`);
  }
  async clicks(selector: string, name: string): Promise<void> {
    await this.sees(named(selector, name));
    await this.#browser.evaluate(`${named(selector, name)}.click()`);
  }
  /** Into a field, as keys. */
  async types(field: string, text: string): Promise<void> {
    await this.sees(field);
    await this.#browser.evaluate(`(${field}).focus()`);
    await this.#browser.type(text);
    await this.sees(`(${field}).value === ${JSON.stringify(text)}`);
  }
  async isSynced(): Promise<void> {
    await this.sees(named("a", "Sync: Up to date"));
  }
  async logsCall(said: string): Promise<void> {
    await this.clicks("button", "Log a call");
    await this.types(labelled("What was said"), said);
    await this.clicks('[role="dialog"] button', "Save");
    await this.sees(`!document.querySelector('[role="dialog"]')`);
    await this.reads(said);
  }
}

for (const name of ["Firefox", "WebKitGTK"] as const) {
  test(`S1 S3 W1 the main journey in ${name}: signed in, a call logged, a start with no server, a change there that arrives`, async ({ make }) => {
    const found = otherBrowser(name);
    if ("missing" in found) {
      console.log(`${name}: not available here: ${found.missing}`);
      return;
    }
    const server = await make.server();
    const browser = await found.start();
    try {
      const person = new Person(browser);
      await browser.goto(server.url);
      await person.types(labelled("Email"), sample.rep.email);
      await person.types(labelled("Password"), sample.rep.password);
      await person.clicks("button", "Sign in");
      await person.isSynced();
      await browser.evaluate("navigator.serviceWorker.ready.then(() => true)");
      await person.clicks("a", DEAL);
      await person.sees(`document.querySelector("h1")?.textContent.includes(${JSON.stringify(DEAL)})`);
      await person.logsCall("Said in another browser");
      await person.isSynced();

      await server.stop();
      const record = String(await browser.evaluate("location.href"));
      await browser.goto(record);
      await person.reads("Said in another browser");
      await person.sees(named("a", "Sync: Offline"));
      await person.logsCall("Said with no server");
      await browser.goto(record);
      await person.reads("Said with no server");

      await server.start();
      await person.isSynced();
      const device = await make.device(server);
      const { page } = device;
      await page.goto(record);
      await page.getByLabel("Email").fill(sample.rep.email);
      await page.getByLabel("Password", { exact: true }).fill(sample.rep.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("link", { name: /^Sync: Up to date/ }).waitFor();
      await page.goto(record);
      for (const said of ["Said in another browser", "Said with no server"]) await expect(page.getByText(said)).toHaveCount(1);
    } finally {
      await browser.remove();
    }
  });
}
