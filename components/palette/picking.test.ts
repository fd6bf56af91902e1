import { describe, expect, it } from "vitest";
import type { Entry, PickedImage } from "./entry.ts";
import { togglePicked, toPickGroups } from "./picking.ts";

const image = (start: string, service = "tiny"): PickedImage => ({
  imageId: `sha256:${start.padEnd(64, "0")}`,
  service,
  label: start,
});
const entry = (picks: PickedImage): Entry => ({
  id: picks.imageId,
  label: picks.label,
  hint: "",
  deed: { kind: "go", href: "/" },
  keywords: [],
  picks,
});

describe("picking images", () => {
  it("takes an image in and out again, and no more than twelve", () => {
    const [a, b] = [image("aa"), image("bb")];
    expect(togglePicked(togglePicked([a], b), a)).toEqual([b]);
    const many = Array.from({ length: 13 }, (_, index) => image(String(index + 10)));
    expect(many.reduce<PickedImage[]>(togglePicked, [])).toHaveLength(12);
  });

  it("offers only images of the service of the first one, and a comparison from the second on", () => {
    const groups = [{ title: "Images", entries: [entry(image("aa")), entry(image("cc", "whoami"))] }];
    const shown = (picked: PickedImage[]) =>
      toPickGroups(groups, picked, "typed").map(({ entries }) => entries.map(({ label }) => label));
    expect(shown([])).toEqual([[], ["aa", "cc"]]);
    expect(shown([image("bb")])).toEqual([[], ["aa"]]);
    const [end] = toPickGroups(groups, [image("bb"), image("aa")], "typed");
    expect(end?.entries[0]).toMatchObject({
      label: "Compare these 2",
      deed: { kind: "go", href: "/compare?images=bb0000000000,aa0000000000" },
      keywords: ["typed"],
    });
  });
});
