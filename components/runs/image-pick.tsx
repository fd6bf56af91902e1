import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { shortDigest } from "@/lib/format.ts";
import type { BuildView, RunView } from "@/lib/runs/schemas.ts";

/** A build's mark, which can be ticked where there is an image to compare. */
export function ImagePick({ run, build }: { run: RunView; build: BuildView }) {
  if (build.imageId === undefined) {
    return (
      <span className="inline-flex size-6 items-center justify-center opacity-50">
        <VariantGlyph variant={build.variant} label />
      </span>
    );
  }
  return (
    <label
      title={`Compare ${build.variant} of run ${run.number}`}
      className="relative inline-flex size-6 cursor-pointer items-center justify-center rounded-control border border-rule-2 hover:border-rule-3 has-[:checked]:border-accent has-[:checked]:bg-accent-wash has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent has-[:focus-visible]:outline-offset-2 pointer-coarse:size-9"
    >
      <input
        type="checkbox"
        name="images"
        value={shortDigest(build.imageId)}
        data-service={run.service}
        aria-label={`${build.variant} of run ${run.number}, ${run.service}`}
        className="absolute inset-0 m-0 cursor-pointer appearance-none outline-none"
      />
      <VariantGlyph variant={build.variant} />
    </label>
  );
}
