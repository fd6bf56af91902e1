import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { isStopping } from "./is-stopping.ts";

const info = {
  id: "1",
  version: "20.10",
  storageDriver: "overlay2",
  os: "linux",
  architecture: "x86_64",
  cores: 2,
};

describe("isStopping", () => {
  it("says yes as soon as the engine answers no more", async () => {
    let looks = 0;
    const engine = {
      info: async () => {
        looks += 1;
        if (looks === 1) return info;
        throw new AppError("engine-unavailable", "gone");
      },
    };
    expect(await isStopping(engine, 0)).toBe(true);
    expect(looks).toBe(2);
  });

  it("says no where it goes on answering, whatever it says", async () => {
    const failing = { info: () => Promise.reject(new AppError("engine-failed", "no")) };
    expect(await isStopping({ info: async () => info }, 0)).toBe(false);
    expect(await isStopping(failing, 0)).toBe(false);
  });
});
