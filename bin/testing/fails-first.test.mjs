import { existsSync, writeFileSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";

const { FAILS_FIRST } = process.env;
let tries = 0;
let isPrepared = true;

beforeAll(() => {
  if (FAILS_FIRST?.startsWith("/")) {
    isPrepared = existsSync(FAILS_FIRST);
    writeFileSync(FAILS_FIRST, "");
  }
});

it("fails the first time where it is told to", () => {
  tries += 1;
  expect(tries).toBe(FAILS_FIRST === "test" ? 2 : 1);
});

it("fails while its file was prepared for the first time where it is told to", () => {
  expect(isPrepared).toBe(true);
});
