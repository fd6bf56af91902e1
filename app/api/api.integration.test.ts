import { describe, expect, it } from "vitest";
import { OPERATIONS } from "@/lib/http/operations/index.ts";
import { apiDatabase } from "./testing/api-database.ts";
import { callRoute } from "./testing/call-route.ts";

const database = await apiDatabase();

const json = async (response: Response) => ({ status: response.status, body: await response.json() });
const failure = (code: string, field?: string) => ({
  error: { code, message: expect.any(String), requestId: expect.any(String), ...(field ? { field } : {}) },
});

describe.skipIf(!database)("the API", () => {
  it("lists the catalogues", async () => {
    const { body } = await json(await callRoute("/api/v1/services"));
    expect(body.services.map((service: { slug: string }) => service.slug)).toEqual([
      "whoami",
      "caller",
      "tiny",
    ]);
    expect((await json(await callRoute("/api/v1/variants"))).body.variants).toHaveLength(7);
    expect((await json(await callRoute("/api/v1/recipes"))).body.recipes[0].id).toBe("default");
    expect((await json(await callRoute("/api/v1/status"))).body.database.available).toBe(true);
  });

  it("starts a run, joins it while it waits, shows it, cancels it and tries it again", async () => {
    const start = { method: "POST", body: { service: "tiny", variants: ["scratch", "alpine"] } };
    const started = await json(await callRoute("/api/v1/runs", start));
    expect(started.status).toBe(202);
    const { run } = started.body;
    const again = await json(await callRoute("/api/v1/runs", start));
    expect(again).toMatchObject({ status: 200, body: { run: { id: run.id } } });

    const byNumber = await json(await callRoute(`/api/v1/runs/${run.number}`));
    expect(byNumber.body.run.builds.map((build: { variant: string }) => build.variant)).toEqual([
      "scratch",
      "alpine",
    ]);

    const cancelled = await json(await callRoute(`/api/v1/runs/${run.id}/cancel`, { method: "POST" }));
    expect(cancelled).toMatchObject({ status: 202, body: { run: { status: "cancelled" } } });
    const twice = await json(await callRoute(`/api/v1/runs/${run.id}/cancel`, { method: "POST" }));
    expect(twice).toEqual({ status: 409, body: failure("conflict") });

    const build = run.builds[0].id;
    const retried = await json(await callRoute(`/api/v1/builds/${build}/retry`, { method: "POST" }));
    expect(retried.status).toBe(202);
    expect(retried.body.run.builds[0].status).toBe("queued");
    const stopped = await json(await callRoute(`/api/v1/builds/${build}/cancel`, { method: "POST" }));
    expect(stopped.status).toBe(202);
  });

  it("builds what a recipe can of the usual variants, and gives equal recipes one name", async () => {
    const start = (body: object) => callRoute("/api/v1/runs", { method: "POST", body });
    const dynamic = await json(await start({ service: "tiny", knobs: { linkage: "dynamic" } }));
    expect(dynamic).toMatchObject({ status: 202, body: { run: { recipe: "linkage=dynamic" } } });
    expect(dynamic.body.run.builds.map((build: { variant: string }) => build.variant)).toEqual([
      "distroless-cc",
      "debian-slim",
    ]);
    const small = { strip: "symbols", lto: "fat", codegenUnits: 1 };
    const named = await json(await start({ service: "tiny", knobs: small, variants: ["scratch"] }));
    expect(named.body.run.recipe).toBe("small");
    const again = await json(
      await start({
        service: "tiny",
        recipe: "codegen-units=1,strip=symbols,lto=fat",
        variants: ["scratch"],
      }),
    );
    expect(again).toMatchObject({ status: 200, body: { run: { id: named.body.run.id } } });
    for (const { body } of [dynamic, named]) {
      await callRoute(`/api/v1/runs/${body.run.id}/cancel`, { method: "POST" });
    }
  });

  it("pages through runs without gaps or repeats", async () => {
    for (const variant of ["scratch", "alpine", "naive"]) {
      await callRoute("/api/v1/runs", { method: "POST", body: { service: "tiny", variants: [variant] } });
    }
    const seen: number[] = [];
    for (let query: string | undefined = "limit=2&service=tiny"; query !== undefined; ) {
      const { body } = await json(await callRoute(`/api/v1/runs?${query}`));
      seen.push(...body.runs.map((run: { number: number }) => run.number));
      query = body.nextCursor && `limit=2&service=tiny&cursor=${body.nextCursor}`;
    }
    const total = await database?.run.count();
    expect(seen).toHaveLength(total ?? 0);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  });

  it.each([
    ["GET", "/api/v1/runs?limit=0", "limit", undefined],
    ["GET", "/api/v1/runs?cursor=x", "cursor", undefined],
    ["GET", "/api/v1/runs/nonsense", "id", undefined],
    ["GET", "/api/v1/builds/1/log", "id", undefined],
    ["GET", "/api/v1/builds/0199b0f4-0000-7000-8000-000000000000/log?from=-1", "from", undefined],
    ["GET", "/api/v1/images/xyz", "imageId", undefined],
    ["GET", "/api/v1/compare?variants=windows", "variants", undefined],
    ["GET", "/api/v1/compare?at=yesterday", "at", undefined],
    ["GET", "/api/v1/compare?ref=nothing", "ref", undefined],
    ["GET", "/api/v1/snapshots/NO", "slug", undefined],
    ["POST", "/api/v1/runs", "service", {}],
    ["POST", "/api/v1/runs", "recipe", { service: "tiny", recipe: "nonsense" }],
    ["POST", "/api/v1/runs", "recipe", { service: "tiny", recipe: "lto=full" }],
    ["POST", "/api/v1/runs", "recipe", { service: "tiny", recipe: "linkage=dynamic", variants: ["scratch"] }],
    ["POST", "/api/v1/runs", "recipe", { service: "tiny", recipe: "allocator=jemalloc" }],
    ["POST", "/api/v1/runs", "knobs.lto", { service: "tiny", knobs: { lto: "full" } }],
    ["POST", "/api/v1/runs", "knobs.speed", { service: "tiny", knobs: { speed: 3 } }],
    ["POST", "/api/v1/runs", "knobs.allocator", { service: "tiny", knobs: { allocator: "mimalloc" } }],
    [
      "POST",
      "/api/v1/runs",
      "knobs.linkage",
      { service: "tiny", knobs: { linkage: "dynamic" }, variants: ["base-nossl"] },
    ],
    ["GET", "/api/v1/ladder?ladder=rope", "ladder", undefined],
    ["POST", "/api/v1/ladder", "ladder", { ladder: "rope" }],
    ["POST", "/api/v1/runs", "variants.0", { service: "tiny", variants: ["windows"] }],
    ["POST", "/api/v1/runs", "force", { service: "tiny", force: "yes" }],
    ["POST", "/api/v1/runs", "body", "{"],
    ["POST", "/api/v1/runs", "body", "[]"],
    ["POST", "/api/v1/snapshots", "slug", { query: "service=tiny", slug: "No!" }],
    ["POST", "/api/v1/snapshots", "query", { query: "service=tiny" }],
  ])("names the field that is wrong: %s %s -> %s", async (method, address, field, body) => {
    const answer = await json(await callRoute(address, { method, body }));
    expect(answer).toEqual({ status: 400, body: failure("bad-input", field) });
  });

  it.each([
    ["GET", "/api/v1/runs/999999"],
    ["GET", "/api/v1/runs?service=nope"],
    ["GET", "/api/v1/runs/0199b0f4-0000-7000-8000-000000000000"],
    ["POST", "/api/v1/runs/999999/cancel"],
    ["POST", "/api/v1/builds/0199b0f4-0000-7000-8000-000000000000/retry"],
    ["POST", "/api/v1/builds/0199b0f4-0000-7000-8000-000000000000/cancel"],
    ["GET", "/api/v1/builds/0199b0f4-0000-7000-8000-000000000000/log"],
    ["GET", "/api/v1/builds/0199b0f4-0000-7000-8000-000000000000/events"],
    ["GET", "/api/v1/images/0123456789ab"],
    ["GET", "/api/v1/compare?service=nope"],
    ["GET", "/api/v1/ladder?service=nope"],
    ["GET", "/api/v1/snapshots/nothing-here"],
    ["DELETE", "/api/v1/snapshots/nothing-here"],
  ])("says what is unknown: %s %s", async (method, address) => {
    expect(await json(await callRoute(address, { method }))).toEqual({
      status: 404,
      body: failure("not-found"),
    });
  });

  it("refuses other sites' pages and rebound host names on every call", async () => {
    const id = "0199b0f4-0000-7000-8000-000000000000";
    const fill = { "{id}": id, "{imageId}": "0123456789ab", "{slug}": "nothing-here" };
    for (const operation of OPERATIONS) {
      const path = Object.entries(fill).reduce(
        (text, [name, value]) => text.replace(name, value),
        operation.path,
      );
      const method = operation.method.toUpperCase();
      const address = `/api/v1${path}`;
      const rebound = await callRoute(address, { method, headers: { host: "evil.example" } });
      expect([operation.id, rebound.status]).toEqual([operation.id, 403]);
      if (operation.method === "get") continue;
      const foreign = await callRoute(address, { method, headers: { origin: "http://evil.example" } });
      expect([operation.id, foreign.status]).toEqual([operation.id, 403]);
    }
    expect(await database?.run.count({ where: { status: "running" } })).toBe(0);
  });

  it("never answers 500 to something typed", async () => {
    const nasty = [
      "\u0000",
      "%",
      "'",
      "\\",
      "../..",
      "\ud800",
      "ü".repeat(500),
      "-1",
      "1e9",
      "9".repeat(40),
      "null",
      "",
      " ",
    ];
    const addresses = nasty.flatMap((text) => {
      const part = encodeURIComponent(text.isWellFormed() ? text : "\ufffd");
      return [
        `/api/v1/runs?service=${part}`,
        `/api/v1/runs?cursor=${part}`,
        `/api/v1/runs?limit=${part}`,
        `/api/v1/compare?service=${part}`,
        `/api/v1/compare?recipe=${part}`,
        `/api/v1/compare?run=${part}`,
        `/api/v1/compare?images=${part}`,
        `/api/v1/compare?ref=${part}&at=${part}`,
        `/api/v1/snapshots?cursor=${part}`,
        `/api/v1/builds/0199b0f4-0000-7000-8000-000000000000/log?from=${part}`,
        `/api/v1/builds/0199b0f4-0000-7000-8000-000000000000/events?after=${part}`,
        ...(part === ""
          ? []
          : [`/api/v1/runs/${part}`, `/api/v1/images/${part}`, `/api/v1/snapshots/${part}`]),
      ].filter((address) => !address.includes("/.."));
    });
    for (const address of addresses) {
      const { status } = await callRoute(address);
      expect(status, address).toBeLessThan(500);
    }
    for (const text of nasty) {
      const bodies = [
        { service: text },
        { service: "tiny", recipe: text },
        { query: text, title: text, note: text },
      ];
      for (const body of bodies) {
        const path = "query" in body ? "/api/v1/snapshots" : "/api/v1/runs";
        const { status } = await callRoute(path, { method: "POST", body });
        expect(status, `${path} ${JSON.stringify(body)}`).toBeLessThan(500);
      }
    }
  });

  it("refuses a body that is larger than any request needs", async () => {
    const body = { query: "service=tiny", note: "x".repeat(300_000) };
    const answer = await json(await callRoute("/api/v1/snapshots", { method: "POST", body }));
    expect(answer).toEqual({ status: 413, body: failure("too-large") });
  });
});
