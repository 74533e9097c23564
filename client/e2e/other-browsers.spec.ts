// The main journeys in the engines of the other browsers, as they are installed: Firefox and WebKitGTK, on a desk and on
// a phone. Where one is not installed it says so, and why. At the small size one of them goes the desk's way, with fewer
// looks on it and one start from cold.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { unreadable } from "./fixtures/fits.ts";
import { firefox } from "./fixtures/firefox.ts";
import { fullSize } from "./fixtures/full-size.ts";
import type { OtherBrowser, OtherTab } from "./fixtures/other-browser.ts";
import { createOtherPerson, type OtherPerson, type Sought } from "./fixtures/other-person.ts";
import { sample } from "./fixtures/people.ts";
import { field, openRecord, timeline } from "./fixtures/records.ts";
import type { Server } from "./fixtures/server.ts";
import { expect, type Make, test } from "./fixtures/test.ts";
import { webKit } from "./fixtures/webkit.ts";

const browsers = { Firefox: firefox, WebKitGTK: webKit };
const CREW = "Halden Marine: Crew scheduling rollout";
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const pictures = join(import.meta.dirname, "../../node_modules/.cache/outrider/pictures");

const dialog = (name: RegExp): Sought => ({ role: "dialog", name });
const button = (name: RegExp, inside?: Sought): Sought => ({ role: "button", name, ...(inside && { inside }) });
const link = (name: RegExp, inside?: Sought): Sought => ({ role: "link", name, ...(inside && { inside }) });
const title: Sought = { role: "heading", name: /./, inside: { role: "main" } };
const notes = button(/^Edit Notes:/);
const column = (stage: string): Sought => ({ role: "region", name: new RegExp(`^${stage}`) });
const past: Sought = { role: "list", name: /^Timeline$/ };

const isSynced = (person: OtherPerson): Promise<void> => person.sees(link(/^Sync: Up to date/));
const isOffline = (person: OtherPerson): Promise<void> => person.sees(link(/^Sync: Offline/));

async function signIn(tab: OtherTab, server: Server): Promise<OtherPerson> {
  const person = createOtherPerson(tab);
  await tab.goto(server.url);
  await person.types(/^Email/, sample.manager.email);
  await person.types(/^Password/, sample.manager.password);
  await person.clicks(button(/^Sign in$/));
  await person.reads(title, "Home");
  await isSynced(person);
  await tab.run(() => navigator.serviceWorker.ready.then(() => true));
  return person;
}

/** A row may move between the look at where it is and the click there, as under anybody's hand: then another one opens. */
async function openCrew(person: OtherPerson): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    await person.clicks(link(/^Deals$/));
    await person.clicks(link(new RegExp(`^${CREW}`), { role: "table" }));
    if (await person.finds({ role: "heading", name: new RegExp(`^${CREW}`), inside: { role: "main" } }, 15_000)) return;
  }
  await person.reads(title, CREW);
}

async function editNotes(person: OtherPerson, text: string): Promise<void> {
  await person.clicks(notes);
  await person.types(/^Notes$/, text);
  await person.tab.press("Enter", "Control");
  await person.reads(notes, text);
}

async function logCall(person: OtherPerson, said: string): Promise<void> {
  await person.clicks(button(/^Log a call$/));
  await person.types(/^What was said/, said, dialog(/^Log a call$/));
  await person.clicks(button(/^Save$/, dialog(/^Log a call$/)));
  await person.missesAll(dialog(/./));
  await person.reads(past, said);
}

/** By the mouse, from the middle of the one to the middle of the other. */
async function dragTo(person: OtherPerson, what: Sought, where: Sought): Promise<void> {
  const [fromX, fromY] = await person.reaches(what);
  const [toX, toY] = await person.reaches(where);
  const steps = Array.from({ length: 13 }, (_, step): readonly [number, number] => [fromX + ((toX - fromX) * step) / 12, fromY + ((toY - fromY) * step) / 12]);
  await person.tab.drag(steps);
}

/** Starts the browser anew where no server is, at the address it was at. */
async function startCold(browser: OtherBrowser): Promise<OtherPerson> {
  const address = await browser.tab.run(() => location.href);
  await browser.restart();
  await browser.tab.resize(DESK);
  await browser.tab.goto(address);
  return createOtherPerson(browser.tab);
}

/** When all that the page says can be read, keeps a picture of it. What is still coming may lie over something meanwhile. */
async function look(browser: string, tab: OtherTab, name: string): Promise<void> {
  await expect.poll(() => unreadable({ evaluate: (inPage, where) => tab.run(inPage, where) }, name), { timeout: 5_000 }).toEqual([]);
  await mkdir(pictures, { recursive: true });
  await tab.screenshot(join(pictures, `${browser}-${name}.png`));
}

type Journey = (browser: OtherBrowser, server: Server) => Promise<void>;

/** With a browser and a server of its own, which are gone when it ends. */
async function travel(name: keyof typeof browsers, make: Make, journey: Journey): Promise<void> {
  const found = browsers[name]();
  test.setTimeout(240_000);
  if ("missing" in found) return console.log(`${name}: not available here: ${found.missing}`);
  const server = await make.server();
  const browser = await found.start();
  try {
    await journey(browser, server);
  } catch (error) {
    await browser.tab.screenshot(join(pictures, `${name}-failed.png`)).catch(() => undefined);
    throw error;
  } finally {
    await browser.remove();
  }
}

for (const name of fullSize ? (["Firefox", "WebKitGTK"] as const) : (["Firefox"] as const)) {
  test(`S1 S2 S10 R4 R12 W3 on a desk: a record found, changed and moved, in two tabs, and all of it again from cold starts with no server, in ${name}`, ({ make }) =>
    travel(name, make, async (browser, server) => {
      await browser.tab.resize(DESK);
      let person = await signIn(browser.tab, server);
      await look(name, browser.tab, "home-desk");
      await openCrew(person);
      const second = createOtherPerson(await browser.openTab());
      await second.tab.goto(await person.tab.run(() => location.href));
      await person.tab.toFront();
      await editNotes(person, "Typed with a server.");
      await second.reads(notes, "Typed with a server.");
      await logCall(person, "Said with a server.");
      await look(name, browser.tab, "record-desk");

      // The palette and the board, by keys, by the mouse and by the menu.
      await person.tab.press("k", "Control");
      await person.sees({ role: "option", name: /./ });
      await person.tab.type("solway");
      await person.reads({ role: "option", name: /^Solway Energy/ }, "Solway Energy");
      await person.tab.press("Escape");
      await person.missesAll(dialog(/./));
      await person.clicks(link(/^Board$/));
      await person.sees(link(new RegExp(CREW), column("Negotiation")));
      if (fullSize) await look(name, browser.tab, "board-desk");
      await dragTo(person, link(new RegExp(CREW), column("Negotiation")), column("Proposal"));
      await person.sees(link(new RegExp(CREW), column("Proposal")));
      if (fullSize) {
        await person.clicks(button(new RegExp(`^Move ${CREW}$`)));
        await person.clicks(button(/^Qualified$/, dialog(/./)));
        await person.sees(link(new RegExp(CREW), column("Qualified")));
        await person.clicks(link(/^Deals$/));
        await person.sees(link(new RegExp(`^${CREW}`), { role: "table" }));
        await look(name, browser.tab, "deals-desk");
      }
      await isSynced(person);

      // The tabs show the same with no server too, and the one that stays goes on alone.
      await server.stop();
      await isOffline(person);
      await second.tab.toFront();
      await editNotes(second, "Typed in the second tab.");
      await person.tab.toFront();
      await openCrew(person);
      await person.reads(notes, "Typed in the second tab.");
      await second.tab.close();
      await logCall(person, "Said when the second tab was gone.");

      person = await startCold(browser);
      await isOffline(person);
      await openCrew(person);
      await person.reads(notes, "Typed in the second tab.");
      await person.reads(past, "Said when the second tab was gone.");
      await editNotes(person, "Typed with no server.");
      await logCall(person, "Said with no server.");
      await person.types(/^Search$/, "said with no");
      await person.sees(link(/Said with no server/));
      await person.clicks(link(/^Board$/));
      await person.clicks(button(new RegExp(`^Move ${CREW}$`)));
      await person.clicks(button(/^Won$/, dialog(/./)));
      await person.types(/^Reason/, "The offline demo", dialog(/./));
      await person.clicks(button(/^Close deal$/, dialog(/./)));
      await person.sees(link(new RegExp(CREW), column("Won")));

      // Nothing of it hangs on the browser that made it. Coming back to the page, one need not wait for the next try.
      if (fullSize) {
        person = await startCold(browser);
        await person.sees(link(new RegExp(CREW), column("Won")));
      }
      await server.start();
      await browser.tab.goto(`${server.url}/deals`);
      await isSynced(person);
      const { page } = await make.entered(server, sample.manager);
      await openRecord(page, "Deals", CREW);
      await expect(field(page, "Notes")).toContainText("Typed with no server.");
      await expect(field(page, "Reason won or lost")).toContainText("The offline demo");
      for (const said of ["Said with a server.", "Said when the second tab was gone.", "Said with no server."]) {
        await expect.poll(async () => (await timeline(page)).filter((line) => line.includes(said)).length, { message: said }).toBe(1);
      }
    }));

  // One browser after the other takes its time: as phones at full size.
  if (fullSize) {
    test(`S1 R12 W2 W3 on a phone: a list, a record, the board, a page opened anew with no server, a call logged there that arrives, in ${name}`, ({ make }) =>
      travel(name, make, async (browser, server) => {
        await browser.tab.resize(PHONE);
        const person = await signIn(browser.tab, server);
        await look(name, browser.tab, "home-phone");
        await person.clicks(link(/^Deals$/));
        await person.sees(link(new RegExp(`^${CREW}`)));
        await look(name, browser.tab, "deals-phone");
        await openCrew(person);
        await look(name, browser.tab, "record-phone");
        const record = await browser.tab.run(() => location.href);
        await server.stop();
        await isOffline(person);
        await browser.tab.goto(record);
        await logCall(person, "Said on a phone.");
        await person.clicks(link(/^More$/));
        await person.clicks(link(/^Board/));
        // The cards of a stage are drawn when one is near it.
        await person.clicks(button(/^Negotiation$/));
        await person.sees(button(new RegExp(`^Move ${CREW}$`)));
        await look(name, browser.tab, "board-phone");
        await server.start();
        await browser.tab.goto(record);
        await isSynced(person);
        await person.reads(past, "Said on a phone.");
      }));
  }
}
