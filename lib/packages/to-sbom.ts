import { ComponentScope, ComponentType, HashAlgorithm } from "@cyclonedx/cyclonedx-library/Enums";
import {
  Bom,
  Component,
  LicenseRepository,
  Metadata,
  Property,
  PropertyRepository,
} from "@cyclonedx/cyclonedx-library/Models";
import { JSON as Json, JsonSerializer } from "@cyclonedx/cyclonedx-library/Serialize";
import { Spec1dot6 } from "@cyclonedx/cyclonedx-library/Spec";
import type { PackageCoverage } from "./coverage.ts";
import type { PackageListing } from "./find-packages.ts";
import { toCycloneDxLicences } from "./licences.ts";
import { toSerialNumber } from "./serial-number.ts";
import type { Package } from "./types.ts";

export type SbomInput = {
  imageId: string;
  /** `whoami:distroless-cc` */
  name: string;
  createdAt: Date;
  listing: PackageListing;
  coverage: PackageCoverage;
  binary?: { path: string; sha256: string };
  /** diffIds by layer index. */
  diffIds: readonly string[];
};

/**
 * A CycloneDX 1.6 document in JSON: the operating system, its packages, the service's binary and its crates with their
 * dependencies, and in the properties what could not be seen. The same input gives the same bytes.
 */
export function toSbom(input: SbomInput): string {
  const image = new Component(ComponentType.Container, input.name, {
    version: input.imageId,
    bomRef: input.imageId,
  });
  const bom = new Bom({
    serialNumber: toSerialNumber(`${input.imageId} ${input.createdAt.toISOString()}`),
    version: 1,
    metadata: new Metadata({
      timestamp: input.createdAt,
      component: image,
      properties: toProperties(toCoverageFacts(input.coverage)),
    }),
  });
  bom.metadata.tools.components.add(new Component(ComponentType.Application, "image-diet"));
  addOperatingSystem(bom, image, input);
  const components = addPackages(bom, input);
  addDependencies(bom, image, input, components);
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

function addOperatingSystem(bom: Bom, image: Component, { listing }: SbomInput): void {
  const { operatingSystem } = listing;
  if (operatingSystem === undefined) return;
  const { id, version, prettyName, foundIn } = operatingSystem;
  const component = new Component(ComponentType.OperatingSystem, id, {
    bomRef: `os:${id}@${version ?? ""}`,
    description: prettyName,
    ...(version !== undefined && { version }),
    properties: toProperties([["found-in", `/${foundIn}`]]),
  });
  bom.components.add(component);
  image.dependencies.add(component.bomRef);
}

function addPackages(bom: Bom, input: SbomInput): Map<string, Component> {
  const components = new Map<string, Component>();
  for (const each of input.listing.packages) {
    const component = toComponent(each, input.diffIds);
    components.set(each.purl, component);
    bom.components.add(component);
  }
  return components;
}

function toComponent(each: Package, diffIds: readonly string[]): Component {
  const isRoot = each.cargo?.isRoot === true;
  return new Component(isRoot ? ComponentType.Application : ComponentType.Library, each.name, {
    version: each.version,
    bomRef: each.purl,
    purl: each.purl,
    ...(each.description !== undefined && { description: each.description }),
    ...(each.licences !== undefined && {
      licenses: new LicenseRepository(toCycloneDxLicences(each.licences)),
    }),
    ...(each.cargo?.isBuildOnly === true && { scope: ComponentScope.Excluded }),
    properties: toProperties([
      ["found-in", `/${each.foundIn}`],
      ["layer", diffIds[each.layerIndex]],
      ["architecture", each.architecture],
      ["source-package", each.source && `${each.source.name} ${each.source.version}`],
      ["declared-bytes", each.declaredBytes?.toString()],
      ["crate-source", each.cargo?.source],
    ]),
  });
}

function addDependencies(
  bom: Bom,
  image: Component,
  { listing, binary }: SbomInput,
  components: ReadonlyMap<string, Component>,
): void {
  const service = binary === undefined ? undefined : toBinary(binary);
  if (service !== undefined) {
    bom.components.add(service);
    image.dependencies.add(service.bomRef);
  }
  for (const { purl, cargo, foundIn } of listing.packages) {
    const component = components.get(purl);
    if (component === undefined) continue;
    if (cargo === undefined) image.dependencies.add(component.bomRef);
    else if (cargo.isRoot) {
      const isService = service !== undefined && `/${foundIn}` === binary?.path;
      (isService ? service : image).dependencies.add(component.bomRef);
    }
    for (const dependency of cargo?.dependencies ?? []) {
      const target = components.get(dependency);
      if (target !== undefined) component.dependencies.add(target.bomRef);
    }
  }
}

function toBinary(binary: NonNullable<SbomInput["binary"]>): Component {
  const component = new Component(ComponentType.File, binary.path, { bomRef: `file:${binary.path}` });
  component.hashes.set(HashAlgorithm["SHA-256"], binary.sha256);
  return component;
}

function toCoverageFacts(coverage: PackageCoverage): [string, string][] {
  return [
    ["coverage", coverage.verdict],
    ...coverage.reasons.map((reason): [string, string] => ["not-seen", reason]),
  ];
}

function toProperties(facts: readonly (readonly [string, string | undefined])[]): PropertyRepository {
  return new PropertyRepository(
    facts.flatMap(([name, value]) =>
      value === undefined ? [] : [new Property(`image-diet:${name}`, value)],
    ),
  );
}
