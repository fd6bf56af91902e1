import { BinaryCrates, BinarySections } from "@/components/images/inside/binary-bytes.tsx";
import { BinaryFacts } from "@/components/images/inside/binary-facts.tsx";
import { PackagesSeen } from "@/components/images/inside/packages-seen.tsx";
import { PackagesTable } from "@/components/images/inside/packages-table.tsx";
import { RunsOn } from "@/components/images/inside/runs-on.tsx";
import { SameBytes } from "@/components/images/inside/same-bytes.tsx";
import { TraitsTable } from "@/components/images/inside/traits-table.tsx";
import { WithoutLibgcc } from "@/components/images/inside/without-libgcc.tsx";
import { type Kept, QueryForm } from "@/components/ui/query-form.tsx";
import { QuerySearch } from "@/components/ui/query-search.tsx";
import { Section, ToolLink } from "@/components/ui/section.tsx";
import { toTraitRows } from "@/lib/compare/operation-rows.ts";
import { formatCount } from "@/lib/format.ts";
import { filterPackages } from "@/lib/images/filter-packages.ts";
import { getImageBases } from "@/lib/images/get-image-bases.ts";
import { getImageBinary } from "@/lib/images/get-image-binary.ts";
import { getImageTraits } from "@/lib/images/get-image-traits.ts";
import { isInputItself } from "@/lib/images/is-input-itself.ts";
import type { ImageView } from "@/lib/images/schemas.ts";
import type { ImagePackages } from "@/lib/images/schemas-inside.ts";
import { PREBUILT_RECIPE } from "@/lib/variants/prebuilt-recipe.ts";

type PackagesProps = {
  packages: ImagePackages;
  /** Part of a name, a version or a purl. */
  search: string | undefined;
  kept: Kept;
};

/** OS packages and crates, with what could not be seen. */
export function Packages({ packages, search, kept }: PackagesProps) {
  const { coverage, imageId } = packages;
  const ofSystem = packages.packages.filter(({ type }) => type !== "cargo");
  const crates = packages.packages.filter(({ type }) => type === "cargo");
  const found = { ofSystem: filterPackages(ofSystem, search), crates: filterPackages(crates, search) };
  const count = found.ofSystem.length + found.crates.length;
  return (
    <Section
      id="packages"
      title="Packages"
      hint={`${coverage.osPackages.state === "read" ? `${formatCount(ofSystem.length)} of the system` : "of the system: cannot tell"}, ${coverage.crates.state === "read" ? `${formatCount(crates.length)} ${crates.length === 1 ? "crate" : "crates"}` : "crates: not readable"}`}
      tools={
        <>
          <ToolLink href={`/api/v1/images/${imageId}/sbom`}>SBOM</ToolLink>
          <ToolLink href={`/api/v1/images/${imageId}/packages`}>JSON</ToolLink>
        </>
      }
    >
      <PackagesSeen packages={packages} />
      {packages.packages.length > 0 ? (
        <QueryForm action="#packages" kept={kept} className="mb-3 flex flex-wrap items-center gap-2">
          <QuerySearch name="package" label="Name, version or purl" value={search ?? ""} />
          <span aria-live="polite" className="text-caption text-ink-3">
            {search
              ? `${formatCount(count)} of ${formatCount(packages.packages.length)} are like that`
              : null}
          </span>
        </QueryForm>
      ) : null}
      {found.ofSystem.length > 0 ? (
        <PackagesTable packages={found.ofSystem} label="Packages of the system" />
      ) : null}
      {found.crates.length > 0 ? <PackagesTable packages={found.crates} label="Crates in binaries" /> : null}
      {count > 0 ? (
        <p className="mt-3 max-w-[90ch] text-caption text-ink-3">
          Sizes are what the system’s database declares, and of crates what their symbols take in the binary.
        </p>
      ) : null}
    </Section>
  );
}

/** The binary, where it would run, and what the image brings for being operated. */
export async function Operation({ image }: { image: ImageView }) {
  const { imageId } = image;
  const binary = await getImageBinary({ imageId });
  const { bases, withoutLibgcc } = await getImageBases({ imageId });
  const { traits } = await getImageTraits({ imageId });
  return (
    <>
      <Section
        id="binary"
        title="Binary"
        hint="from its own tables"
        tools={<ToolLink href={`/api/v1/images/${imageId}/binary`}>JSON</ToolLink>}
      >
        {image.recipe === PREBUILT_RECIPE.id ? (
          <SameBytes image={image} isSame={isInputItself(image)} />
        ) : null}
        {binary.state === "read" ? (
          <div className="grid gap-x-12 gap-y-8 lg:grid-cols-3" data-variant={image.variant}>
            <BinaryFacts path={binary.path} sha256={binary.sha256} program={binary.program} />
            <BinarySections program={binary.program} />
            <BinaryCrates sizes={binary.program.crateSizes} />
          </div>
        ) : (
          <p className="text-ink-3">
            {binary.state === "none" ? binary.reason : `${binary.path} was not read: ${binary.reason}.`}
          </p>
        )}
      </Section>
      {bases.length > 0 ? (
        <Section
          id="runs-on"
          title="Which bases can run it"
          hint="the binary’s needs looked up in each base as it is now"
          tools={<ToolLink href={`/api/v1/images/${imageId}/bases`}>JSON</ToolLink>}
        >
          {withoutLibgcc ? <WithoutLibgcc saving={withoutLibgcc} /> : null}
          <RunsOn bases={bases} own={image.variant} />
        </Section>
      ) : null}
      <Section
        id="operations"
        title="Operations"
        hint="what the image brings along, as seen in its layers"
        tools={<ToolLink href={`/api/v1/images/${imageId}/traits`}>JSON</ToolLink>}
      >
        <TraitsTable traits={toTraitRows(traits)} />
      </Section>
    </>
  );
}
