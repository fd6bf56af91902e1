import { Digest } from "@/components/ui/digest.tsx";
import { Fact, Facts } from "@/components/ui/facts.tsx";
import { Problem } from "@/components/ui/problem.tsx";
import { Section, ToolLink } from "@/components/ui/section.tsx";
import type { RunView } from "@/lib/runs/schemas.ts";
import type { ServiceOverview, ServiceView } from "@/lib/services/schemas.ts";
import type { Sparkline } from "@/lib/trends/schemas.ts";
import { PREBUILT_RECIPE } from "@/lib/variants/prebuilt-recipe.ts";
import { RECIPE_PRESETS } from "@/lib/variants/recipes.ts";
import { DEFAULT_VARIANT_IDS } from "@/lib/variants/variants.ts";
import type { AllowedPlaces } from "./allowed-places.ts";
import { CustomRecipe } from "./custom-recipe.tsx";
import { PrebuiltProgram } from "./prebuilt-program.tsx";
import { ProgramFacts } from "./program-facts.tsx";
import { ServiceBadges } from "./service-badges.tsx";
import { ServiceDeeds } from "./service-deeds.tsx";
import { ServiceImages } from "./service-images.tsx";
import { ServiceRecipe } from "./service-recipe.tsx";

function toPlace(service: ServiceView): string {
  if (service.kind === "lab") return `lab/services/${service.source}`;
  return service.source.startsWith("sha256:") ? "uploaded" : service.source;
}

/** One service: where its source is, what its newest images are, and a build of each recipe. */
export function ServiceSection({
  overview,
  sparklines,
  going,
  blocked,
  allowed,
  serverNowMs,
}: {
  overview: ServiceOverview;
  sparklines: readonly Sparkline[];
  /** The runs of it that have not ended. */
  going: readonly RunView[];
  blocked: string | undefined;
  allowed: AllowedPlaces;
  serverNowMs: number;
}) {
  const { service, source, images, program } = overview;
  const recipes = service.kind === "prebuilt" ? [PREBUILT_RECIPE] : RECIPE_PRESETS;
  const query = `service=${encodeURIComponent(service.slug)}`;
  return (
    <Section
      id={`service-${service.slug}`}
      title={service.title || service.slug}
      hint={service.summary}
      tools={
        <>
          <ToolLink href={`/compare?${query}`}>
            Compare<span className="sr-only"> {service.slug}</span>
          </ToolLink>
          {service.kind === "prebuilt" ? null : (
            <ToolLink href={`/ladder?${query}`}>
              Ladder<span className="sr-only"> of {service.slug}</span>
            </ToolLink>
          )}
          <ToolLink href={`/runs?${query}`}>
            Runs<span className="sr-only"> of {service.slug}</span>
          </ToolLink>
          <ToolLink href={`/trends?${query}`}>
            Trends<span className="sr-only"> of {service.slug}</span>
          </ToolLink>
        </>
      }
    >
      <Facts>
        <Fact name="Source">
          {service.kind}, <code className="mono break-all">{toPlace(service)}</code>
        </Fact>
        {program ? <ProgramFacts program={program} /> : null}
        {service.kind === "prebuilt" ? null : <Fact name="Package">{service.package}</Fact>}
        {source.digest ? (
          <Fact name={service.kind === "prebuilt" ? "SHA-256" : "Source digest"}>
            <Digest digest={source.digest} />
          </Fact>
        ) : null}
        {service.isDefault ? <Fact name="Shown at">the start page</Fact> : null}
      </Facts>
      {source.problem ? (
        <Problem level="warning" title="Its source cannot be read" className="mt-4">
          <p>{source.problem}</p>
        </Problem>
      ) : null}
      <div className="mt-4">
        <ServiceImages overview={overview} sparklines={sparklines} />
        <ServiceBadges overview={overview} />
      </div>
      <div className="mt-4 border-rule border-t">
        {recipes.map(({ id, summary }) => (
          <ServiceRecipe
            key={id}
            service={service.slug}
            recipe={id}
            summary={
              program?.variants.length === 0
                ? "nobody can tell yet of a usual base that it starts there; the reasons are below"
                : summary
            }
            variants={program?.variants ?? DEFAULT_VARIANT_IDS}
            isBuilt={images.some((image) => image.recipe === id)}
            going={going.find((run) => run.recipe === id)}
            blocked={source.problem ?? blocked}
            serverNowMs={serverNowMs}
          />
        ))}
        {service.kind === "prebuilt" ? (
          <PrebuiltProgram bases={program?.bases ?? []} />
        ) : (
          <CustomRecipe
            service={service.slug}
            features={overview.features}
            blocked={source.problem ?? blocked}
          />
        )}
        <ServiceDeeds overview={overview} allowed={allowed} />
      </div>
    </Section>
  );
}
