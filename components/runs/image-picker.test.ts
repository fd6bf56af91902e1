import { describe, expect, it } from "vitest";
import { whyNotComparable } from "./image-picker.tsx";

const picked = (count: number, ...services: string[]) => ({
  images: new Set(Array.from({ length: count }, (_, index) => String(index))),
  services: new Set(services),
});

describe("whyNotComparable", () => {
  it("wants two to twelve images of one service", () => {
    expect(whyNotComparable(picked(1, "tiny"))).toMatch(/one more/);
    expect(whyNotComparable(picked(2, "tiny"))).toBeUndefined();
    expect(whyNotComparable(picked(12, "tiny"))).toBeUndefined();
    expect(whyNotComparable(picked(13, "tiny"))).toMatch(/At most 12/);
    expect(whyNotComparable(picked(2, "tiny", "whoami"))).toMatch(/two services/);
  });
});
