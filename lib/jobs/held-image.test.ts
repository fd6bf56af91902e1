import { describe, expect, it } from "vitest";
import type { EngineImage } from "../engine/types.ts";
import { findHeldImage } from "./held-image.ts";

function engineWith(name: string) {
  const image: EngineImage = {
    imageId: name,
    tags: [],
    repoDigests: [],
    diffIds: [],
    program: undefined,
    labels: {},
    os: "linux",
    architecture: "amd64",
  };
  return { findImage: async (reference: string) => (reference === name ? image : undefined) };
}

describe("findHeldImage", () => {
  const image = { imageId: "sha256:config", manifestDigest: "sha256:manifest" };

  it("finds an image by its config or by its manifest, as the engine names it", async () => {
    expect(await findHeldImage(engineWith("sha256:config"), image)).toBe("sha256:config");
    expect(await findHeldImage(engineWith("sha256:manifest"), image)).toBe("sha256:manifest");
  });

  it("finds nothing where the engine has neither", async () => {
    expect(await findHeldImage(engineWith("sha256:other"), image)).toBeUndefined();
    expect(
      await findHeldImage(engineWith("sha256:manifest"), { ...image, manifestDigest: null }),
    ).toBeUndefined();
  });
});
