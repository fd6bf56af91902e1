import { describe, expect, it } from "vitest";
import { groupAcross, sortGroups, toAcrossRow } from "./group-across.ts";
import type { JudgedFinding } from "./schemas.ts";
import { BLIND, FULL, sampleFinding } from "./testing/samples.ts";

const SYSTEM = { ...FULL, crates: { ...FULL.crates, readable: false, lookedUp: false } };

/** Rows of: an image that is seen into, one whose crates are not, a blind one, one that was never scanned. */
function rowsOf(first: JudgedFinding[], second: JudgedFinding[] = [], byId = false) {
  const images = [
    { coverage: FULL, findings: first },
    { coverage: SYSTEM, findings: second },
    { coverage: BLIND, findings: [] },
    { coverage: undefined, findings: [] },
  ];
  return sortGroups(groupAcross(images, byId)).map((group) => toAcrossRow(group, images));
}

describe("groupAcross", () => {
  it("tells not there from not looked for", () => {
    const [system] = rowsOf([sampleFinding()]);
    expect(system?.cells.map(({ state }) => state)).toEqual(["found", "not-found", "not-seen", "not-seen"]);
    const [crate] = rowsOf([sampleFinding({ packageType: "rustbinary", origin: "crates" })]);
    expect(crate?.cells.map(({ state }) => state)).toEqual(["found", "not-seen", "not-seen", "not-seen"]);
  });

  it("makes one row of a flaw in one package whatever its version, and two of two packages", () => {
    const rows = rowsOf(
      [sampleFinding(), sampleFinding({ packageName: "bash" })],
      [sampleFinding({ installedVersion: "2.36", fixedVersion: "2.37", status: "fixed" })],
    );
    expect(rows.map(({ packages }) => packages)).toMatchObject([
      [{ name: "bash" }],
      [{ name: "libc6", installedVersions: ["2.41-12", "2.36"], fixedVersions: ["2.37"] }],
    ]);
  });

  it("counts a flaw once by its id, and says in how many packages an image has it", () => {
    const [row, ...rest] = rowsOf(
      [sampleFinding(), sampleFinding({ packageName: "bash", severity: "high" })],
      [sampleFinding()],
      true,
    );
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ severity: "high", packages: [{ name: "libc6" }, { name: "bash" }] });
    expect(row?.cells).toMatchObject([{ count: 2, severity: "high" }, { count: 1, severity: "low" }, {}, {}]);
  });

  it("lists the worst first, and calls accepted only what is so everywhere in an image", () => {
    const acceptance = {
      id: "s",
      reason: "r",
      author: "a",
      source: "typed" as const,
      createdAt: "2026-11-01T00:00:00Z",
      state: "accepted" as const,
    };
    const accepted = { ...sampleFinding(), acceptance };
    const high = sampleFinding({ id: "CVE-2026-2", severity: "high" });
    const rows = rowsOf([accepted, high], [accepted, { ...sampleFinding(), packageName: "bash" }], true);
    expect(rows.map(({ id }) => id)).toEqual(["CVE-2026-2", "CVE-2026-1"]);
    expect(rows[1]?.cells.slice(0, 2)).toEqual([
      { state: "found", count: 1, severity: "low", acceptance },
      { state: "found", count: 2, severity: "low" },
    ]);
  });
});
