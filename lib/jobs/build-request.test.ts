import { describe, expect, it } from "vitest";
import type { ResolvedBase } from "../bases/types.ts";
import { findRecipePreset } from "../variants/recipes.ts";
import { BASE_ROLES, type BaseRole, VARIANT_IDS } from "../variants/variants.ts";
import { RESOLVE_ORDER, requiredRoles, toBaseArgument } from "./base-roles.ts";
import { type BuildOrder, toBuildRequest } from "./build-request.ts";
import { toPlatform } from "./engine-link.ts";
import { requireSameBytes } from "./require-same-bytes.ts";

function base(role: BaseRole): ResolvedBase {
  return {
    role,
    platform: "linux/amd64",
    reference: `${role}:official`,
    buildReference: `${role}@sha256:1`,
    imageId: `sha256:${role}`,
    digest: `sha256:manifest-${role}`,
    origin: "registry",
    diffIds: [],
  };
}

function order(variant: BuildOrder["variant"], more: Partial<BuildOrder> = {}): BuildOrder {
  const preset = findRecipePreset("small");
  if (!preset) throw new Error("no preset");
  return {
    service: "whoami",
    package: "whoami-bin",
    source: { kind: "folder", path: "/src/whoami" },
    sourceDigest: "sha256:source",
    revision: "abc",
    variant,
    recipeId: "small",
    recipe: preset.recipe,
    platform: "linux/amd64",
    bases: requiredRoles(variant, "small").map(base),
    caBundle: "/etc/ca.crt",
    ...more,
  };
}

describe("toBuildRequest", () => {
  it("passes references, recipe, names and labels as the Dockerfile's arguments", () => {
    const request = toBuildRequest(order("distroless-cc"));
    expect(request).toMatchObject({
      contextFolders: { service: "/src/whoami" },
      target: "distroless-cc",
      secretFiles: { ca: "/etc/ca.crt" },
    });
    expect(request.tag).toMatch(/^imagediet\.local\/whoami:distroless-cc-[0-9a-f]{12}$/);
    expect(request.buildArguments).toMatchObject({
      TOOLCHAIN: "toolchain@sha256:1",
      DISTROLESS_CC: "distroless-cc@sha256:1",
      SERVICE: "service",
      PACKAGE: "whoami-bin",
      VARIANT: "distroless-cc",
      RECIPE: "small",
      LTO: "fat",
      SOURCE_DIGEST: "sha256:source",
      REVISION: "abc",
      BASE_NAME: "distroless-cc:official",
      BASE_DIGEST: "sha256:manifest-distroless-cc",
    });
  });

  it("has no base for scratch, and no secret where the machine has no bundle", () => {
    const request = toBuildRequest(order("scratch", { caBundle: undefined }));
    expect(request.buildArguments).toMatchObject({ BASE_NAME: "scratch", BASE_DIGEST: "" });
    expect(request).toMatchObject({ secretFiles: {} });
    expect(request.buildArguments).not.toHaveProperty("FRESH");
  });

  it("has a run without cache compile anew, once for all variants that share it", () => {
    for (const variant of ["scratch", "naive"] as const) {
      expect(toBuildRequest(order(variant, { fresh: "run 7" }))).toMatchObject({
        buildArguments: { FRESH: "run 7" },
      });
    }
  });

  it("tags an image by what it is of: another base is another tag", () => {
    const one = order("alpine");
    const other = { ...one, bases: one.bases.map((each) => ({ ...each, digest: `${each.digest}2` })) };
    expect(toBuildRequest(other).tag).not.toBe(toBuildRequest(one).tag);
  });
});

describe("toBuildRequest of a prebuilt program", () => {
  const prebuilt = order("distroless-cc", {
    source: { kind: "program", path: "/state/prebuilt/abc" },
    recipeId: "prebuilt",
    recipe: undefined,
    bases: requiredRoles("distroless-cc", "prebuilt").map(base),
    fresh: "run",
  });

  it("sends that one file, and names nothing that a compile would need", () => {
    const request = toBuildRequest(prebuilt);
    expect(request.contextFolders).toEqual({});
    expect(request.contextFiles["prebuilt/program"]).toBe("/state/prebuilt/abc");
    expect(request.secretFiles).toEqual({});
    expect(request.buildArguments).toEqual({
      DISTROLESS_CC: "distroless-cc@sha256:1",
      PREBUILT: "prebuilt/program",
      PACKAGE: "whoami-bin",
      VARIANT: "distroless-cc",
      RECIPE: "prebuilt",
      REVISION: "abc",
      SOURCE_DIGEST: "sha256:source",
      BASE_NAME: "distroless-cc:official",
      BASE_DIGEST: "sha256:manifest-distroless-cc",
    });
  });

  it("is another image than what the same digest would be with a recipe", () => {
    const small = findRecipePreset("small")?.recipe;
    expect(toBuildRequest({ ...prebuilt, recipe: small }).tag).not.toBe(toBuildRequest(prebuilt).tag);
  });
});

describe("requireSameBytes", () => {
  const given = { source: { kind: "program", path: "" }, sourceDigest: `sha256:${"a".repeat(64)}` } as const;

  it("fails the build with both digests where the image starts anything but the program that was given", () => {
    requireSameBytes(given, "a".repeat(64));
    for (const other of ["b".repeat(64), undefined]) {
      expect(() => requireSameBytes(given, other)).toThrowError(
        expect.objectContaining({ code: "build-failed", message: expect.stringContaining("a".repeat(64)) }),
      );
    }
    requireSameBytes({ ...given, source: { kind: "folder", path: "" } }, "b".repeat(64));
  });
});

describe("base roles", () => {
  it("are all resolved, once each", () => {
    expect([...RESOLVE_ORDER].sort()).toEqual([...BASE_ROLES].sort());
  });

  it("always include the toolchain, and what a variant stands on", () => {
    for (const variant of VARIANT_IDS) expect(requiredRoles(variant, "default")[0]).toBe("toolchain");
    expect(requiredRoles("scratch", "default")).toEqual(["toolchain"]);
    expect(requiredRoles("naive", "small")).toEqual(["toolchain"]);
    expect(requiredRoles("debian-slim", "opt-level=z")).toEqual(["toolchain", "debian-slim"]);
    expect(toBaseArgument("base-nossl")).toBe("BASE_NOSSL");
  });

  it("leave the toolchain out where nothing is compiled, and name where CA roots come from", () => {
    expect(requiredRoles("alpine", "prebuilt")).toEqual(["alpine"]);
    expect(requiredRoles("scratch", "prebuilt")).toEqual(["base-nossl"]);
    expect(requiredRoles("debian-slim", "prebuilt")).toEqual(["base-nossl", "debian-slim"]);
    expect(requiredRoles("base-nossl", "prebuilt")).toEqual(["base-nossl"]);
  });
});

describe("toPlatform", () => {
  it("speaks Docker's words", () => {
    expect(toPlatform("linux", "x86_64")).toBe("linux/amd64");
    expect(toPlatform("linux", "aarch64")).toBe("linux/arm64");
    expect(toPlatform("linux", "amd64")).toBe("linux/amd64");
  });
});
