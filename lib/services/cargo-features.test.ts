import { describe, expect, it } from "vitest";
import { toCargoFeatures } from "./cargo-features.ts";

const MANIFEST = `
[package]
name = "whoami" # the binary too
version = "0.1.0"

[dependencies]
axum = { version = "0.8", features = ["http1"] }
mimalloc = { version = "0.1", optional = true }
tikv-jemallocator = { version = "0.6", optional = true }

[features]
default = []
jemalloc = ["dep:tikv-jemallocator"]
many = [
  "axum/ws",
]

[profile.release]
lto = true
`;

describe("toCargoFeatures", () => {
  it("finds features and the optional dependencies that are some", () => {
    expect(toCargoFeatures(MANIFEST, "whoami")).toEqual(["jemalloc", "many", "mimalloc"]);
  });

  it("is empty where there are none, and says nothing about another package's", () => {
    expect(toCargoFeatures('[package]\nname = "tiny"\n', "tiny")).toEqual([]);
    expect(toCargoFeatures(MANIFEST, "other")).toBeUndefined();
    expect(toCargoFeatures('[workspace]\nmembers = ["a"]\n', "a")).toBeUndefined();
  });
});
