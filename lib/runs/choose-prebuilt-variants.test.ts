import { describe, expect, it } from "vitest";
import type { BaseVerdict } from "../images/schemas-inside.ts";
import type { VariantId } from "../variants/variants.ts";
import { choosePrebuiltVariants } from "./choose-prebuilt-variants.ts";

type Verdict = Pick<BaseVerdict, "variant" | "verdict" | "problems">;
const runs = (variant: VariantId): Verdict => ({ variant, verdict: "runs", problems: [] });
const fails = (variant: VariantId, text: string): Verdict => ({
  variant,
  verdict: "does-not-run",
  problems: [{ code: "library-missing", text }],
});
const unread = (variant: VariantId): Verdict => ({ variant, verdict: "cannot-tell", problems: [] });

const GLIBC = [
  fails("scratch", "Its interpreter is missing on scratch."),
  fails("base-nossl", "libgcc_s.so.1 is missing on base-nossl (needed by /service)."),
  runs("distroless-cc"),
  unread("debian-slim"),
];

describe("choosePrebuiltVariants", () => {
  it("offers of the usual variants those on which the program is known to start", () => {
    expect(choosePrebuiltVariants([...GLIBC, runs("distroless-static")], undefined)).toEqual([
      "distroless-cc",
    ]);
  });

  it("takes what nobody can tell yet where it is asked for by name, in the catalogue's order", () => {
    const asked: VariantId[] = ["debian-slim", "alpine", "distroless-cc"];
    expect(choosePrebuiltVariants(GLIBC, asked)).toEqual(["alpine", "distroless-cc", "debian-slim"]);
  });

  it("refuses a variant on which it does not start, says why and what would do", () => {
    const refused = (asked: VariantId) => () => choosePrebuiltVariants(GLIBC, [asked]);
    expect(refused("base-nossl")).toThrow(
      "`variants`: this program does not start on base-nossl. libgcc_s.so.1 is missing on base-nossl (needed by /service). It starts on distroless-cc.",
    );
    expect(refused("naive")).toThrow("compiles a service");
  });

  it("says what is the matter where nothing can be offered", () => {
    expect(() => choosePrebuiltVariants([unread("debian-slim")], undefined)).toThrow(
      "have not been read yet",
    );
    expect(() => choosePrebuiltVariants([fails("alpine", "No loader.")], undefined)).toThrow(
      "starts on none of them: No loader.",
    );
  });
});
