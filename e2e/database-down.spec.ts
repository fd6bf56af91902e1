import { connect, createServer, type Server } from "node:net";
import { findFreePort } from "../bin/launcher/ports.mjs";
import { databaseServer, makeHome, startOwnApplication } from "./support/own-application.ts";
import { expect, test } from "./support/test.ts";

// What the browser says of the answers that this is about.
test.use({ allowedConsoleErrors: [/50[03]/] });

const ends: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Below the ports that systems give to outgoing connections, one of which could otherwise take that of a shut door. */
const DOOR_PORTS_FROM = 24_000;

/** A door to the database, shut until it listens. */
function makeDoor(databaseUrl: string): Server {
  const { hostname, port } = new URL(databaseUrl);
  return createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    near.pipe(far).pipe(near);
    for (const end of [near, far])
      end.on("error", () => {
        near.destroy();
        far.destroy();
      });
  });
}

test("without its database every page says so, the API answers 503, and all is there once it is back", async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const databaseUrl = databaseServer();
  const door = makeDoor(databaseUrl);
  const port = await findFreePort("127.0.0.1", DOOR_PORTS_FROM);
  const { home, remove } = await makeHome();
  ends.push(remove);
  const shut = new URL(databaseUrl);
  shut.host = `127.0.0.1:${port}`;
  const application = await startOwnApplication(home, { databaseUrl: shut.href, worker: false });
  ends.push(application.stop);

  for (const path of ["/", "/compare", "/runs", "/runs/1", "/services"]) {
    await page.goto(`${application.url}${path}`);
    await expect(page.getByRole("alert").first()).toContainText("The database does not answer");
    await expect(page.getByRole("main")).not.toContainText(/prisma|at .*\.js:\d/i);
  }
  await page.goto(`${application.url}/status`);
  await expect(page.getByRole("row", { name: /^PostgreSQL/ })).toContainText("down");
  const answer = await request.get(`${application.url}/api/v1/runs`);
  expect(answer.status()).toBe(503);
  expect(await answer.json()).toMatchObject({ error: { code: "database-unavailable" } });

  await page.goto(`${application.url}/services`);
  await expect(page.getByRole("alert").first()).toContainText("The database does not answer");
  door.listen(port, "127.0.0.1");
  ends.push(async () => {
    door.close();
  });
  // Nobody reloads the page.
  await expect(page.getByRole("region", { name: "tiny" })).toBeVisible({ timeout: 60_000 });
  // The page would go on asking an application that is stopped.
  await page.goto("about:blank");
});
