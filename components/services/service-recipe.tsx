import { RebuildButton } from "@/components/compare/rebuild-button.tsx";
import { RebuildProvider } from "@/components/compare/rebuild-context.tsx";
import { RunInPlace } from "@/components/compare/run-in-place.tsx";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { VariantId } from "@/lib/variants/variants.ts";

/** Builds variants of a service with one recipe, and shows how far that is. */
export function ServiceRecipe({
  service,
  recipe,
  summary,
  variants,
  isBuilt,
  going,
  blocked,
  serverNowMs,
}: {
  service: string;
  recipe: string;
  summary: string;
  variants: readonly VariantId[];
  isBuilt: boolean;
  going: RunView | undefined;
  blocked: string | undefined;
  serverNowMs: number;
}) {
  const count =
    variants.length === 1 ? " 1 variant" : variants.length > 0 ? ` ${variants.length} variants` : "";
  const deed = `${isBuilt ? "Rebuild" : "Build"}${count}`;
  return (
    <RebuildProvider service={service} recipe={recipe} going={going} blocked={blocked}>
      <div className="flex items-center gap-x-4 border-rule border-b py-2">
        <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4 text-caption text-ink-3">
          <span className="font-medium text-body text-ink">{recipe}</span>
          {summary}
        </p>
        <RebuildButton
          size="small"
          variants={variants}
          disabled={variants.length === 0}
          aria-label={`${deed} of ${service}, recipe ${recipe}`}
        >
          {deed}
        </RebuildButton>
      </div>
      <div className="not-empty:mb-5">
        <RunInPlace unit="MB" serverNowMs={serverNowMs} />
      </div>
    </RebuildProvider>
  );
}
