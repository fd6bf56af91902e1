import { describe, expect, it } from "vitest";
import type { TraitView } from "../images/schemas-inside.ts";
import { sampleComparison, THREE } from "./testing/sample-comparison.ts";
import { sampleInside } from "./testing/sample-inside.ts";
import { toBreakages } from "./what-breaks.ts";

const zones: TraitView = {
  id: "time-zones",
  state: "absent",
  value: "none",
  evidence: ["no zone"],
  breaks: "TZ is read as UTC.",
  mend: "COPY zones",
};
const shell: TraitView = { ...zones, id: "shell", breaks: "No exec.", mend: "COPY busybox" };
const there: TraitView = { id: "shell", state: "present", value: "sh", evidence: ["sh"] };

describe("toBreakages", () => {
  it("names each thing once, with the images where it breaks, in the rows' order", () => {
    const comparison = sampleComparison(THREE, "distroless-cc");
    const traits = [[zones, there], [zones, shell], [shell]];
    const columns = comparison.columns.map((column, index) => ({
      ...column,
      inside: sampleInside({ traits: traits[index] ?? [] }),
    }));
    expect(toBreakages({ ...comparison, columns })).toEqual([
      {
        trait: "Shell",
        breaks: "No exec.",
        mend: "COPY busybox",
        images: [
          {
            imageId: "sha256:scratch",
            variant: "scratch",
            mark: "",
            href: "/images/sha256:scratch#trait-shell",
          },
          {
            imageId: "sha256:base-nossl",
            variant: "base-nossl",
            mark: "",
            href: "/images/sha256:base-nossl#trait-shell",
          },
        ],
      },
      {
        trait: "Time zones",
        breaks: "TZ is read as UTC.",
        mend: "COPY zones",
        images: [
          {
            imageId: "sha256:distroless-cc",
            variant: "distroless-cc",
            mark: "",
            href: "/images/sha256:distroless-cc#trait-time-zones",
          },
          {
            imageId: "sha256:scratch",
            variant: "scratch",
            mark: "",
            href: "/images/sha256:scratch#trait-time-zones",
          },
        ],
      },
    ]);
  });

  it("is empty where nothing was read", () => {
    expect(toBreakages(sampleComparison(THREE, "distroless-cc"))).toEqual([]);
  });
});
