// One's own way in: a forgotten password, and a second step, set up and asked for, on a phone.
import type { Page } from "@playwright/test";
import { CLIENT, codeOf, openIssuer, openMailbox } from "../../tests/sign-in-parts.ts";
import { freePort, PORTS } from "./fixtures/free-port.ts";
import { look } from "./fixtures/look.ts";
import { enter, expectSynced, fillSignIn, sample } from "./fixtures/people.ts";
import { openRecord } from "./fixtures/records.ts";
import { expect, test } from "./fixtures/test.ts";

const PHONE = { viewport: { width: 390, height: 844 } } as const;
const DEAL = "Halden Marine: Crew scheduling rollout";
const NEW = "words that nobody guesses";

/** From the button that begins it to the recovery codes, which are put away. */
async function setUpStep(page: Page, password: string): Promise<void> {
  await page.getByRole("button", { name: "Set up", exact: true }).click();
  await page.getByLabel("Current password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await page.getByLabel("Code your app shows now").fill(codeOf(await page.getByLabel("Or type this key").innerText(), Date.now()));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
  await page.getByRole("button", { name: "I have kept them" }).click();
}

test("U1 a forgotten password is replaced by the link of a mail; who may join by himself asks for a link", async ({ make }) => {
  const mailbox = await openMailbox(await freePort(PORTS.tap));
  const server = await make.server(mailbox.environment);
  const { page } = await make.device(server, PHONE);
  await page.goto(server.url);
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveCount(0);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.getByLabel("Email").fill(sample.admin.email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
  const { secret } = await mailbox.next(sample.admin.email, "new password");

  await page.goto(`${server.url}/reset#${secret}`);
  await page.getByLabel("New password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(NEW);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expectSynced(page);
  await page.goto(`${server.url}/settings`);
  await page.getByLabel("People may join by themselves").check();
  await expect(page.getByText("People may now join by themselves.").first()).toBeVisible();

  const { page: other } = await make.device(server, PHONE);
  await other.goto(`${server.url}/reset#${secret}`);
  await other.getByLabel("New password", { exact: true }).fill(NEW);
  await other.getByRole("button", { name: "Save and sign in" }).click();
  await expect(other.getByRole("heading", { name: "This link cannot be used" })).toBeVisible();
  await other.goto(`${server.url}/sign-in`);
  await expect(other.getByRole("link", { name: "Create an account" })).toBeVisible();
  expect(await look(other, "sign-in-ways")).toEqual([]);
  await other.getByRole("link", { name: "Create an account" }).click();
  await expect(other.getByRole("heading", { name: "Create an account" })).toBeVisible();
  await other.getByLabel("Email").fill("sam@outrider.test");
  await other.getByRole("button", { name: "Send me a link" }).click();
  await expect(other.getByText("Look into your mail")).toBeVisible();
  await other.goto(`${server.url}/invitation#${(await mailbox.next("sam@outrider.test", "Join")).secret}`);
  await other.getByLabel("Your name").fill("Sam Seller");
  await other.getByLabel("Password", { exact: true }).fill("a-password-of-his");
  await other.getByRole("button", { name: "Join" }).click();
  await expectSynced(other);
  await mailbox.close();
});

test("U1 a second step is set up in the settings and asked for at the next sign-in; a recovery code opens too", async ({ make }) => {
  const server = await make.server();
  const device = await make.device(server, PHONE);
  const page = await enter(device, server, sample.rep);
  await page.goto(`${server.url}/settings/security`);
  await page.getByRole("button", { name: "Set up" }).click();
  await page.getByLabel("Current password", { exact: true }).fill(sample.rep.password);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("img", { name: "Code to scan with an authenticator app" })).toBeVisible();
  expect(await look(page, "second-step-scan")).toEqual([]);
  const secret = await page.getByLabel("Or type this key").innerText();
  const first = codeOf(secret, Date.now());
  await page.getByLabel("Code your app shows now").fill(first);
  await page.getByRole("button", { name: "Turn on" }).click();
  const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(shown).toHaveCount(10);
  const codes = await shown.allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 recovery codes left.")).toBeVisible();

  const { page: other } = await make.device(server, PHONE);
  await other.goto(server.url);
  await fillSignIn(other, sample.rep);
  await expect(other.getByRole("heading", { name: "One more step" })).toBeVisible();
  // The code that turned it on counts once.
  await other.getByLabel("Code", { exact: true }).fill(first);
  await other.getByRole("button", { name: "Go on" }).click();
  await expect(other.getByText("The code is wrong, was used, or is too old.").first()).toBeVisible();
  await other.getByLabel("Code", { exact: true }).fill(codes[0] ?? "");
  await other.getByRole("button", { name: "Go on" }).click();
  await expectSynced(other);
});

test("U1 S1 S2 an admin requires a second step: who is at work keeps what was done and is asked, who signs in sets it up first", async ({ make }) => {
  test.setTimeout(180_000);
  const server = await make.server();
  const { page: rep } = await make.entered(server, sample.rep, PHONE);
  await openRecord(rep, "Deals", DEAL);
  const { page: admin } = await make.entered(server, sample.admin);
  await admin.goto(`${server.url}/settings`);
  const required = admin.getByRole("checkbox", { name: "Everybody signs in with a second step" });
  await required.click();
  await expect(admin.getByText("Set up your own second step first")).toBeVisible();
  await expect(required).not.toBeChecked();
  await required.scrollIntoViewIfNeeded();
  expect(await look(admin, "second-step-missing")).toEqual([]);
  await admin.getByRole("link", { name: "Set up" }).click();
  await setUpStep(admin, sample.admin.password);
  await admin.goto(`${server.url}/settings`);
  await required.click();
  await expect(admin.getByText("Everybody is now asked for a second step.").first()).toBeVisible();

  // At work: told beside it, and what is written meanwhile waits.
  await expect(rep.getByText("A second step is needed")).toBeVisible({ timeout: 30_000 });
  await rep.getByRole("button", { name: "Log a call" }).first().click();
  await rep.getByRole("dialog").getByRole("textbox", { name: "What was said" }).fill("Said while it was owed");
  await rep.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(rep.getByText("Said while it was owed").first()).toBeVisible();
  expect(await look(rep, "second-step-owed")).toEqual([]);
  await rep.reload();
  await expect(rep.getByRole("heading", { name: "Set up a second step" })).toBeVisible();
  expect(await look(rep, "second-step-needed")).toEqual([]);
  await rep.getByRole("button", { name: "Not now, go on here" }).click();
  await rep.getByRole("link", { name: "Set up" }).click();
  await setUpStep(rep, sample.rep.password);
  await expectSynced(rep);
  await expect(rep.getByText("A second step is needed")).toHaveCount(0);
  await openRecord(admin, "Deals", DEAL);
  await expect(admin.getByText("Said while it was owed").first()).toBeVisible({ timeout: 30_000 });

  const { page: other } = await make.device(server, PHONE);
  await other.goto(server.url);
  await fillSignIn(other, sample.manager);
  await expect(other.getByRole("heading", { name: "Set up a second step" })).toBeVisible();
  await expect(other.getByRole("button", { name: "Sign out" })).toBeVisible();
  await setUpStep(other, sample.manager.password);
  await expectSynced(other);
});

test("U1 the sign-in page leads to the service that is set up, and back into the app; one it does not know is told so", async ({ make }) => {
  const port = await freePort(PORTS.tap);
  const server = await make.server({ OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret, OIDC_NAME: "Example" });
  // Where the server sends people back to, when nothing else is set.
  const home = server.url.replace("127.0.0.1", "localhost");
  const issuer = await openIssuer(port, home);
  const { page } = await make.device(server, PHONE);
  await page.goto(home);
  await expect(page.getByRole("link", { name: "Continue with Example" })).toBeVisible();
  expect(await look(page, "sign-in-services")).toEqual([]);
  issuer.person = { sub: "stranger", email: "stranger@outrider.test", email_verified: true };
  await page.getByRole("link", { name: "Continue with Example" }).click();
  await expect(page.getByText("That sign-in is not connected with an account here")).toBeVisible();

  const { page: other } = await make.device(server, PHONE);
  await other.goto(home);
  issuer.person = { sub: "rita", email: sample.rep.email, email_verified: true };
  await other.getByRole("link", { name: "Continue with Example" }).click();
  await expectSynced(other);
  await issuer.close();
});
