import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findStalePackage } from "./dependencies.mjs";

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "image-diet-checkout-"));
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => rmSync(root, { recursive: true }));

/** @param {object} wanted @param {object} [present] */
function writeLocks(wanted, present) {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: { "": {}, ...wanted } }));
  if (!present) return;
  writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages: present }));
}

describe("findStalePackage", () => {
  it("wants an installation where there is none", () => {
    writeLocks({});
    expect(findStalePackage(root)).toBe("node_modules is missing or incomplete");
  });

  it("is content with what the lock file says, optional packages apart", () => {
    writeLocks(
      { "node_modules/next": { version: "2.0.0" }, "node_modules/win": { version: "1.0.0", optional: true } },
      { "node_modules/next": { version: "2.0.0" } },
    );
    expect(findStalePackage(root)).toBeUndefined();
  });

  it("names the package that is another one or missing", () => {
    writeLocks(
      { "node_modules/@a/next": { version: "2.0.0" } },
      { "node_modules/@a/next": { version: "1.9.0" } },
    );
    expect(findStalePackage(root)).toBe("@a/next is not at 2.0.0");
    writeLocks({ "node_modules/a/node_modules/b": { version: "3.0.0" } }, {});
    expect(findStalePackage(root)).toBe("b is not at 3.0.0");
  });

  it("says so where the lock file is damaged", () => {
    writeFileSync(join(root, "package-lock.json"), "{");
    expect(() => findStalePackage(root)).toThrow("package-lock.json is missing or damaged");
  });
});
