import { expect, it } from "vitest";
import { formatAge } from "./format-age.ts";
import { formatDisk } from "./format-disk.ts";

it.each([
  [-5, "0 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [7_199_999, "1 h"],
  [86_400_000 * 3.9, "3 d"],
])("%d ms are %s", (ms, text) => expect(formatAge(ms)).toBe(text));

it("writes free space in powers of ten", () => expect(formatDisk(142_340_000_000)).toBe("142.3 GB"));
