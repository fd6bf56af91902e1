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

  it("may be called otherwise and be made of another source of its kind, by the same rules, when it is idle", async () => {
    const [first, second] = [join(allowed, "first"), join(allowed, "second")];
    copyTiny(first);
    copyTiny(second);
    appendFileSync(join(second, "src/main.rs"), "// another\n");
    const name = newName();
    await add({ name, path: first });
    const edit = (body: object) => call("PATCH", `/services/${name}`, body);
    const before = await sourceOfRun(name);
    const named = await edit({ title: "Ledger", summary: "What is owed." });
    expect(named).toMatchObject({
      status: 200,
      body: { service: { slug: name, title: "Ledger", summary: "What is owed.", source: first } },
    });
    expect(await sourceOfRun(name)).toBe(before);
    const moved = await edit({ path: second });
    expect(moved.body.service).toMatchObject({
      slug: name,
      title: "Ledger",
      source: second,
      package: "tiny",
    });
    expect(await sourceOfRun(name)).not.toBe(before);

    const refusals: [object, number, string, string | undefined][] = [
      [{ path: "/etc" }, 403, "is not below a folder that is allowed", "path"],
      [{ path: join(allowed, "nowhere") }, 400, "there is no folder", "path"],
      [{ path: join(first, "src") }, 400, "it has no Cargo.toml", "path"],
      [{ git: `https://${git.host}/app` }, 400, "is of kind path; add another service", "git"],
      [{ title: " " }, 400, "is empty", "title"],
      [{ package: "tiny" }, 400, "goes with a `path` or a `git` address", "package"],
      [{ slug: "other" }, 400, "slug", "slug"],
    ];
    for (const [body, status, words, field] of refusals) {
      const { status: answered, body: refused } = await edit({ summary: "changed", ...body });
      expect([answered, refused.error.message, refused.error.field]).toEqual([
        status,
        expect.stringContaining(words),
        field,
      ]);
    }
    const { run } = (await call("POST", "/runs", { service: name, variants: ["scratch"] })).body;
    expect((await edit({ path: first })).body.error.message).toContain(`run ${run.number}`);
    expect((await edit({ title: "Ledger 2" })).status).toBe(200);
    await call("POST", `/runs/${run.id}/cancel`);
    const { services } = (await call("GET", "/services")).body;
    expect(services).toContainEqual(
      expect.objectContaining({ slug: name, title: "Ledger 2", summary: "What is owed.", source: second }),
    );
    await call("DELETE", `/services/${name}`);
    expect((await edit({ title: "Gone" })).status).toBe(409);
  });

  it("leaves no clone of a branch that is not shipped any more, or that could not be", async () => {
    const name = newName();
    const url = `https://${git.host}/app`;
    git.branch("next");
    await add({ name, git: url, ref: "main" });
    const [main, next] = ["main", "next"].map((ref) => gitFolder(env().home, `${url}#${ref}`));
    const edit = (body: object) => call("PATCH", `/services/${name}`, body);
    expect((await edit({ git: url, ref: "no-such-branch" })).body.error).toMatchObject({ field: "git" });
    expect([main, next].map((clone) => existsSync(clone ?? ""))).toEqual([true, false]);
    expect((await edit({ git: url, ref: "next" })).body.service.source).toBe(`${url}#next`);
    expect([main, next].map((clone) => existsSync(clone ?? ""))).toEqual([false, true]);
    await call("DELETE", `/services/${name}`);
  });

  it("can be what the start page shows, and then is not archived", async () => {
    const shown = async () =>
      (await call("GET", "/services")).body.services.filter((each: { isDefault: boolean }) => each.isDefault);
    expect((await call("PATCH", "/services/tiny", { isDefault: true })).status).toBe(200);
    expect(await shown()).toMatchObject([{ slug: "tiny" }]);
    const other = await call("PATCH", "/services/tiny", { title: "Other" });
    expect([other.status, other.body.error.message]).toEqual([
      409,
      expect.stringContaining("comes with the project"),
    ]);

    const folder = join(allowed, "shown");
    copyTiny(folder);
    const name = newName();
    await add({ name, path: folder });
    await call("PATCH", `/services/${name}`, { isDefault: true });
    expect((await call("DELETE", `/services/${name}`)).body.error.message).toContain(
      "make another one the default",
    );
    await call("PATCH", "/services/whoami", { isDefault: true });
    expect((await call("DELETE", `/services/${name}`)).status).toBe(200);
    expect(await shown()).toMatchObject([{ slug: "whoami" }]);
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
