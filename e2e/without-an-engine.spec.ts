import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { makeDatabase, makeHome, startOwnApplication } from "./support/own-application.ts";
import { expect, test } from "./support/test.ts";

const ends: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

test("without a Docker Engine pages are read-only and say what to do; once it is there one can build", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { home, remove } = await makeHome();
  ends.push(remove);
  const database = await makeDatabase(home);
  ends.push(database.drop);
  const socket = join(home, "docker.sock");
  const application = await startOwnApplication(home, {
    databaseUrl: database.url,
    dockerHost: `unix://${socket}`,
  });
  ends.push(application.stop);

  for (const path of ["/", "/compare", "/services"]) {
    await page.goto(`${application.url}${path}`);
    const notice = page.getByRole("status").filter({ hasText: "No Docker Engine answers" });
    await expect(notice).toContainText("engine-unavailable");
    await expect(notice).toContainText(socket);
    for (const button of await page.getByRole("button", { name: /^(Build|Rebuild)/ }).all())
      await expect(button).toBeDisabled();
  }
  await page.goto(`${application.url}/status`);
  await expect(page.getByRole("row", { name: /^Docker Engine/ })).toContainText(socket);

  const engine = process.env.DOCKER_HOST?.replace(/^unix:\/\//, "");
  test.skip(!engine?.startsWith("/"), "DOCKER_HOST names no engine's socket that could come up");
  await page.goto(`${application.url}/compare`);
  const build = page.getByRole("button", { name: "Build 5 variants" });
  await expect(build).toBeDisabled();
  await symlink(engine ?? "", socket);
  // Nobody reloads the page.
  await expect(build).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByText("No Docker Engine answers")).toHaveCount(0);
  // The page would go on asking an application that is stopped.
  await page.goto("about:blank");
});
