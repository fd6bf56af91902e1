import { RebuildButton } from "@/components/compare/rebuild-button.tsx";
import { RebuildProvider } from "@/components/compare/rebuild-context.tsx";
import { RunInPlace } from "@/components/compare/run-in-place.tsx";
import type { RunView } from "@/lib/runs/schemas.ts";
import { DEFAULT_VARIANT_IDS } from "@/lib/variants/variants.ts";

/** Builds a service's default variants with one recipe, and shows how far that is. */
export function ServiceRecipe({
  service,
  recipe,
  summary,
  isBuilt,
  going,
  blocked,
  serverNowMs,
}: {
  service: string;
  recipe: string;
  summary: string;
  isBuilt: boolean;
  going: RunView | undefined;
  blocked: string | undefined;
  serverNowMs: number;
}) {
  return (
    <RebuildProvider service={service} recipe={recipe} going={going} blocked={blocked}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-rule border-b py-2">
        <span className="font-medium text-ink">{recipe}</span>
        <span className="text-caption text-ink-3">{summary}</span>
        <span className="ml-auto">
          <RebuildButton
            size="small"
            variants={DEFAULT_VARIANT_IDS}
            aria-label={`${isBuilt ? "Rebuild" : "Build"} ${DEFAULT_VARIANT_IDS.length} variants of ${service}, recipe ${recipe}`}
          >
            {isBuilt ? "Rebuild" : "Build"} {DEFAULT_VARIANT_IDS.length} variants
          </RebuildButton>
        </span>
      </div>
      <RunInPlace unit="MB" serverNowMs={serverNowMs} />
    </RebuildProvider>
  );
}
