import { randomUUID } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env.ts";
import { gitFolder } from "@/lib/services/git-source.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";
import { type GitServer, serveGit } from "./testing/serve-git.ts";

const allowed = realpathSync(mkdtempSync(join(tmpdir(), "image-diet-sources-")));
const git: GitServer = await serveGit();
process.env.IMAGE_DIET_SOURCE_ROOTS = allowed;
process.env.IMAGE_DIET_GIT_HOSTS = git.host;
const database = await apiDatabase();

const newName = () => `added-${randomUUID().slice(0, 8)}`;
const copyTiny = (folder: string) =>
  cpSync("lab/services/tiny", folder, { recursive: true, filter: (path) => !path.endsWith("/target") });

async function call(method: string, address: string, body: unknown = {}) {
  const response = await callRoute(`/api/v1${address}`, { method, ...(method === "GET" ? {} : { body }) });
  return { status: response.status, body: await response.json() };
}
const add = (body: object) => call("POST", "/services/source", body);

/** The source that a run would build; the run is cancelled at once. */
async function sourceOfRun(service: string): Promise<string> {
  const { status, body } = await call("POST", "/runs", { service, variants: ["scratch"] });
  expect([status, body.error?.message]).toEqual([202, undefined]);
  await call("POST", `/runs/${body.run.id}/cancel`);
  return body.run.sourceDigest;
}

afterAll(async () => {
  await git.close();
  rmSync(allowed, { recursive: true, force: true });
});

describe.skipIf(!database)("a service that is compiled from a source of one's own", () => {
  beforeAll(() => {
    copyTiny(git.work);
    git.commit();
  });

  it("may be a folder that the operator allows, and is read anew for every run", async () => {
    const folder = join(allowed, "app");
    copyTiny(folder);
    const name = newName();
    const added = await add({ name, path: folder });
    expect(added).toMatchObject({
      status: 201,
      body: { service: { slug: name, kind: "path", source: folder, package: "tiny" } },
    });
    const before = await sourceOfRun(name);
    appendFileSync(join(folder, "src/main.rs"), "// edited\n");
    expect(await sourceOfRun(name)).not.toBe(before);
    expect((await add({ name, path: folder })).status).toBe(409);
    expect((await call("DELETE", `/services/${name}`)).status).toBe(200);
    expect(existsSync(folder)).toBe(true);
  });

  it("may be a repository: its newest commit is cloned, fetched when asked for, and gone with the service", async () => {
    const name = newName();
    const url = `https://${git.host}/app`;
    const added = await add({ name, git: url, ref: "main", title: "Cloned" });
    expect(added).toMatchObject({
      status: 201,
      body: { service: { slug: name, title: "Cloned", kind: "git", source: `${url}#main`, package: "tiny" } },
    });
    const clone = gitFolder(env().home, `${url}#main`);
    expect(existsSync(join(clone, "Cargo.lock"))).toBe(true);
    const before = await sourceOfRun(name);
    appendFileSync(join(git.work, "src/main.rs"), "// a newer commit\n");
    git.commit();
    expect(await sourceOfRun(name)).toBe(before);
    expect((await call("POST", `/services/${name}/fetch`)).status).toBe(200);
    expect(await sourceOfRun(name)).not.toBe(before);
    expect((await call("DELETE", `/services/${name}`)).status).toBe(200);
    expect(existsSync(clone)).toBe(false);
    expect((await call("POST", `/services/${name}/fetch`)).status).toBe(409);
  });

  it("is refused, with the reason, where nobody allows it or it cannot be built", async () => {
    mkdirSync(join(allowed, "empty"), { recursive: true });
    const url = `https://${git.host}`;
    const refusals: [object, number, string][] = [
      [{ path: "/etc" }, 403, "is not below a folder that is allowed"],
      [{ path: join(allowed, "nowhere") }, 400, "there is no folder"],
      [{ path: join(allowed, "empty") }, 400, "it has no Cargo.toml"],
      [{ git: "https://git.example/app" }, 403, "is no host to clone from"],
      [{ git: `file://${git.work}` }, 400, "no https:// address"],
      [{ git: `${url}/nothing` }, 400, "cannot be cloned"],
      [{ git: `${url}/app`, ref: "no-such-branch" }, 400, "cannot be cloned"],
      [{}, 400, "either a `path` or a `git` address"],
      [{ git: `${url}/app`, path: allowed }, 400, "either a `path` or a `git` address"],
    ];
    for (const [given, status, words] of refusals) {
      const refused = await add({ name: newName(), ...given });
      expect([refused.status, refused.body.error.message]).toEqual([status, expect.stringContaining(words)]);
    }
    expect((await call("POST", "/services/tiny/fetch")).status).toBe(409);
  });
});
