import { describe, expect, it } from "vitest";
import { sayView } from "./say-view.ts";

describe("sayView", () => {
  it("names the service and what of it is compared", () => {
    expect(sayView("service=whoami")).toBe("whoami: five variants");
    expect(sayView("service=whoami&variants=scratch,alpine&recipe=small")).toBe(
      "whoami: scratch, alpine: recipe small",
    );
    expect(sayView("service=whoami&images=aaaaaaaaaaaa,bbbbbbbbbbbb")).toBe("whoami: 2 picked images");
  });

  it("says against what and when", () => {
    expect(sayView("service=tiny&ref=alpine&at=2026-11-22T02:40:00Z&unit=MiB")).toBe(
      "tiny: five variants, against alpine, as of 2026-11-22 02:40",
    );
    expect(sayView(`service=tiny&ref=sha256:${"ab".repeat(32)}`)).toBe(
      "tiny: five variants, against abababababab",
    );
  });
});
