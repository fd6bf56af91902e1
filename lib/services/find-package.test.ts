import { describe, expect, it } from "vitest";
import { findPackage, toPackageName } from "./find-package.ts";

describe("toPackageName", () => {
  it("is the package's own, not that of a dependency or a program", () => {
    const manifest =
      '[[bin]]\nname = "other"\n\n[package]\nedition = "2024"\nname = "gate" # ours\n\n[lib]\nname = "lib"\n';
    expect(toPackageName(manifest)).toBe("gate");
    expect(toPackageName('[workspace]\nmembers = ["a"]\n')).toBeUndefined();
    expect(toPackageName('[package]\nversion = "1.0.0"\n[[bin]]\nname = "x"\n')).toBeUndefined();
  });
});

describe("findPackage", () => {
  it("reads it from the folder unless it was named", async () => {
    expect(await findPackage("lab/services/tiny", undefined, "path")).toBe("tiny");
    expect(await findPackage("lab/services/tiny", "member", "path")).toBe("member");
    await expect(findPackage("docs", undefined, "git")).rejects.toMatchObject({
      code: "bad-input",
      field: "git",
    });
  });
});
