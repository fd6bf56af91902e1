import { BadgeMarkdown } from "@/components/badges/badge-markdown.tsx";
import { Disclosure } from "@/components/ui/disclosure.tsx";
import type { ServiceOverview } from "@/lib/services/schemas.ts";
import { PREBUILT_RECIPE } from "@/lib/variants/prebuilt-recipe.ts";
import { VARIANT_IDS } from "@/lib/variants/variants.ts";

/** For each built variant its size and its findings as badges, with the Markdown to paste. */
export function ServiceBadges({ overview: { service, images } }: { overview: ServiceOverview }) {
  const built = VARIANT_IDS.filter((id) =>
    images.some(
      (image) => image.variant === id && (image.recipe === "default" || image.recipe === PREBUILT_RECIPE.id),
    ),
  );
  if (built.length === 0) return null;
  return (
    <Disclosure summary={`Badges of ${service.slug}, to paste into a README`}>
      <ul className="grid gap-4 pt-1 md:grid-cols-2 md:gap-x-8">
        {built.flatMap((variant) =>
          (["size", "findings"] as const).map((show) => (
            <li key={`${variant} ${show}`}>
              <BadgeMarkdown
                name={`${service.slug} ${variant}, ${show}`}
                image={`/api/v1/badges/services/${encodeURIComponent(service.slug)}/${variant}${show === "findings" ? "?show=findings" : ""}`}
                link={`/compare?service=${encodeURIComponent(service.slug)}`}
              />
            </li>
          )),
        )}
      </ul>
    </Disclosure>
  );
}
