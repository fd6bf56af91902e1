import { expect, it } from "vitest";

let tries = 0;

it("fails the first time where it is told to", () => {
  tries += 1;
  expect(tries).toBe(process.env.FAILS_FIRST ? 2 : 1);
});
