import { AppError } from "../errors.ts";
import type { BaseVerdict } from "../images/schemas-inside.ts";
import { DEFAULT_VARIANT_IDS, VARIANT_IDS, type VariantId } from "../variants/variants.ts";

type Verdict = Pick<BaseVerdict, "variant" | "verdict" | "problems">;

/** Of the usual variants those on which a program is known to start. */
export function findOfferedVariants(verdicts: readonly Verdict[]): VariantId[] {
  return DEFAULT_VARIANT_IDS.filter((id) => find(verdicts, id)?.verdict === "runs");
}

/**
 * The variants to build of a prebuilt program: those that are asked for, or those that are offered. Throws bad-input
 * (`variants`) for one on which it would not start, and where there is none to offer.
 */
export function choosePrebuiltVariants(
  verdicts: readonly Verdict[],
  asked: readonly VariantId[] | undefined,
): VariantId[] {
  const offered = findOfferedVariants(verdicts);
  if (asked === undefined) {
    if (offered.length > 0) return offered;
    throw badVariants(
      verdicts.some(({ verdict }) => verdict === "cannot-tell")
        ? "the files of the bases have not been read yet, so nobody can tell on which of them this program starts. Wait until /status shows them ready and nothing is being built, or name the variants"
        : `this program starts on none of them: ${verdicts.flatMap(toReasons).join(" ")}`,
    );
  }
  for (const variant of asked) {
    if (variant === "naive") {
      throw badVariants("naive compiles a service in the toolchain's image, and this one is prebuilt");
    }
    const found = find(verdicts, variant);
    if (found?.verdict !== "does-not-run") continue;
    const others = offered.length > 0 ? ` It starts on ${offered.join(", ")}.` : "";
    throw badVariants(`this program does not start on ${variant}. ${toReasons(found).join(" ")}${others}`);
  }
  return VARIANT_IDS.filter((id) => asked.includes(id));
}

function find(verdicts: readonly Verdict[], variant: VariantId): Verdict | undefined {
  return verdicts.find((each) => each.variant === variant);
}

function toReasons({ problems }: Verdict): string[] {
  return problems.map(({ text }) => text);
}

function badVariants(what: string): AppError {
  const end = what.endsWith(".") ? "" : ".";
  return new AppError("bad-input", `\`variants\`: ${what}${end}`, { field: "variants" });
}
