// Ways in and out, as a person meets them.
import { enter, expectSynced, fillSignIn, sample } from "./fixtures/people.ts";
import { expect, test } from "./fixtures/test.ts";

test("U1 a wrong password is said, the right one opens the app, signing out leads back", async ({ make }) => {
  const server = await make.server();
  const { page } = await make.device(server);
  await page.goto(server.url);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await fillSignIn(page, { ...sample.rep, password: "not-the-password" });
  await expect(page.getByText("The e-mail address or the password is wrong").first()).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(sample.rep.email);
  await fillSignIn(page, sample.rep);
  await expect(page.getByText(sample.rep.name).first()).toBeVisible();
  await expectSynced(page);
});

test("U1 U7 after ten wrong passwords it says how long to wait", async ({ make }) => {
  const server = await make.server({ RATE_LIMIT_MAX_REQUESTS: "100" });
  const { page } = await make.device(server);
  await page.goto(server.url);
  for (let guess = 1; guess <= 10; guess += 1) {
    const answered = page.waitForResponse((response) => response.url().endsWith("/api/auth/login"));
    await fillSignIn(page, { ...sample.rep, password: `guess-number-${guess}` });
    expect((await answered).status()).toBe(401);
  }
  await fillSignIn(page, { ...sample.rep, password: "guess-number-11" });
  await expect(page.getByText("Too many attempts")).toBeVisible();
  await expect(page.getByText(/^Wait 1[45] minutes, then try again\.$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  // Somebody else at the same desk is not held up.
  await page.reload();
  await fillSignIn(page, sample.manager);
  await expect(page).toHaveURL(/\/deals$/);
});
