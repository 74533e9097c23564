// The board of deals, moved on by mouse, by keyboard, by touch and by its menu, on a desk and on a phone.
import type { CDPSession, Locator, Page } from "@playwright/test";
import { lift } from "./fixtures/keys.ts";
import { expectOffline, expectSynced, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { width: 390, height: 844 };
const CREW = "Halden Marine: Crew scheduling rollout";

const column = (page: Page, stage: string): Locator => page.getByRole("region", { name: new RegExp(`^${stage} `) });
const card = (within: Page | Locator, title: string): Locator => within.locator("[data-card]").filter({ hasText: title });
const worth = (page: Page, stage: string): Locator => column(page, stage).getByTestId("column-total");
/** How many deals the head of a column counts. */
const count = async (page: Page, stage: string): Promise<number> => Number(/([\d,]+) deals?$/.exec((await column(page, stage).getByRole("heading", { level: 2 }).innerText()).trim())?.[1]?.replace(",", ""));

async function openBoard(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/board`);
  // On a phone the cards of a stage are drawn when one is near it.
  await expect(page.locator("[data-card]").filter({ visible: true }).first()).toBeVisible();
  if ((page.viewportSize()?.width ?? 0) > PHONE.width) await expect(card(page, CREW)).toBeVisible();
}

/** One finger, as the browser itself sees it: scrolling and long presses are the browser's own. */
const finger = async (page: Page) => {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x = 0, y = 0) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const move = async (from: readonly [number, number], to: readonly [number, number], steps = 12) => {
    for (let step = 1; step <= steps; step += 1) {
      await touch("touchMove", from[0] + ((to[0] - from[0]) * step) / steps, from[1] + ((to[1] - from[1]) * step) / steps);
      await page.waitForTimeout(16);
    }
  };
  return {
    down: (x: number, y: number) => touch("touchStart", x, y),
    move,
    up: () => touch("touchEnd"),
    // The first way goes with the touch: on a slow machine the finger would seem to rest, long enough to lift.
    async swipe(from: readonly [number, number], to: readonly [number, number]) {
      const begun = [from[0] + (to[0] - from[0]) / 8, from[1] + (to[1] - from[1]) / 8] as const;
      await Promise.all([touch("touchStart", ...from), touch("touchMove", ...begun)]);
      await move(begun, to, 8);
      await touch("touchEnd");
    },
  };
};
/** Resolves when it no longer moves by itself. */
const atRest = async (of: Locator): Promise<void> => {
  let before = NaN;
  await expect.poll(async () => {
    const now = await of.evaluate((element) => element.scrollLeft + element.scrollTop);
    const rests = now === before;
    before = now;
    return rests;
  }, { intervals: [150] }).toBe(true);
};
const middle = async (of: Locator): Promise<readonly [number, number]> => {
  const box = await of.boundingBox();
  if (box === null) throw new Error("it is not on the screen");
  return [box.x + box.width / 2, box.y + box.height / 2];
};

test("R4 S1 deals are moved on the board by mouse, by keyboard and by the menu, offline too, and each move can be undone", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager);
  const { page } = device;
  await openBoard(page);
  await expect(worth(page, "Negotiation")).toHaveText(/^€\d/);
  const before = { count: await count(page, "Negotiation"), worth: await worth(page, "Negotiation").innerText() };

  // By mouse: it is there at once, both totals follow, and the way back is one press.
  await card(page, CREW).dragTo(column(page, "Proposal"), { steps: 12 });
  await expect(card(column(page, "Proposal"), CREW)).toBeVisible();
  await expect(card(column(page, "Negotiation"), CREW)).toBeHidden();
  await expect(worth(page, "Negotiation")).not.toHaveText(before.worth);
  await expect.poll(() => count(page, "Negotiation")).toBe(before.count - 1);
  await expect(page).toHaveURL(/\/board/);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(card(column(page, "Negotiation"), CREW)).toBeVisible();
  await expect(worth(page, "Negotiation")).toHaveText(before.worth);
  await expect.poll(() => count(page, "Negotiation")).toBe(before.count);

  // By keyboard, with what a screen reader is told; Escape puts it back.
  const grip = page.getByRole("button", { name: `Lift ${CREW} to move it` });
  await grip.focus();
  await lift(page);
  await expect(page.getByText(`${CREW} is lifted from Negotiation.`)).toBeAttached();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(`${CREW} is over Proposal.`)).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.getByText(`${CREW} was put back.`)).toBeAttached();
  await expect(card(column(page, "Negotiation"), CREW)).toBeVisible();
  await expect(grip).toBeFocused();
  await lift(page);
  await expect(page.getByText(`${CREW} is lifted from Negotiation.`)).toBeAttached();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(`${CREW} is over Proposal.`)).toBeAttached();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText(`${CREW} is over Qualified.`)).toBeAttached();
  await page.keyboard.press("Space");
  await expect(card(column(page, "Qualified"), CREW)).toBeVisible();

  // By the menu, with no network, to a stage that closes: the reason is asked for; the card says it is not sent yet.
  await expectSynced(page);
  await server.stop();
  await expectOffline(page);
  await page.getByRole("button", { name: `Move ${CREW}`, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Won", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("The offline demo in the cellar");
  await dialog.getByRole("button", { name: "Close deal" }).click();
  await expect(card(column(page, "Won"), CREW)).toBeVisible();
  await expect(card(column(page, "Won"), CREW).getByText("Saved here, not on the server yet")).toBeAttached();
  await server.start();
  await expectSynced(page, 60_000);
  await expect(card(column(page, "Won"), CREW).getByText("Saved here, not on the server yet")).toBeHidden();
  await card(page, CREW).getByRole("link").click();
  await expect(page.getByRole("button", { name: /^Edit Reason won or lost:/ })).toContainText("The offline demo in the cellar");
});

test("R4 W2 on a phone a thumb scrolls and swipes without lifting a card, a long press lifts it, and the menu moves it", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const device = await make.entered(server, sample.manager, { viewport: PHONE });
  const { page } = device;
  await openBoard(page);
  const thumb = await finger(page);
  const board = page.getByTestId("board");
  const chips = page.getByRole("navigation", { name: "Stages" });
  await chips.getByRole("button", { name: "Proposal" }).click();
  const first = column(page, "Proposal").locator("[data-card]").first();
  await expect(first).toBeInViewport({ ratio: 0.9 });
  const title = await first.getByRole("link").innerText();

  // Scrolling and swiping from the middle of a card: the column and the board move, nothing is lifted.
  await page.setViewportSize({ width: 390, height: 620 });
  const scroller = column(page, "Proposal").getByRole("list").locator("..");
  const at = await middle(first);
  await thumb.swipe(at, [at[0], at[1] - 120]);
  await expect.poll(() => scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(20);
  await expect(page.getByText(/is lifted from/)).toHaveCount(0);
  await atRest(scroller);
  await page.setViewportSize(PHONE);
  await scroller.evaluate((element) => element.scrollTo(0, 0));
  // The board comes to rest in its new size first, or it would take the swipe back.
  await expect(first).toBeInViewport({ ratio: 0.9 });
  await atRest(board);
  const before = await board.evaluate((element) => element.scrollLeft);
  await expect(async () => {
    const from = await middle(first);
    await thumb.swipe([from[0] + 120, from[1]], [from[0] - 150, from[1]]);
    await expect(page.getByText(/is lifted from/)).toHaveCount(0);
    await expect.poll(() => board.evaluate((element) => element.scrollLeft), { timeout: 2_000 }).toBeGreaterThan(before);
  }).toPass({ timeout: 20_000 });
  await atRest(board);
  await expect(page.getByText(/is lifted from/)).toHaveCount(0);
  await chips.getByRole("button", { name: "Proposal" }).click();
  await expect(first).toBeInViewport({ ratio: 0.9 });

  // A press that stays lifts; dropped on the name of a stage, the deal is in that stage.
  const press = await middle(first);
  const target = await middle(chips.getByRole("button", { name: "Qualified" }));
  await thumb.down(...press);
  await expect(page.getByText(`${title} is lifted from Proposal.`)).toBeAttached();
  await thumb.move(press, target, 16);
  await thumb.up();
  await expect(card(column(page, "Qualified"), title)).toBeAttached();
  await expect(card(column(page, "Proposal"), title)).toHaveCount(0);

  // The menu does the same with two taps.
  await chips.getByRole("button", { name: "Qualified" }).click();
  await page.getByRole("button", { name: `Move ${title}`, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Prospecting" }).click();
  await expect(card(column(page, "Prospecting"), title)).toBeAttached();
});
