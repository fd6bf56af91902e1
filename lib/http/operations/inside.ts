import { z } from "zod";
import { imageBases, imageBinary, imagePackages, traitView } from "../../images/schemas-inside.ts";
import { operation } from "../operation.ts";
import { imageParams, noBody, nothing } from "./parts.ts";

const shared = {
  method: "get",
  params: imageParams,
  query: nothing,
  body: noBody,
  errors: ["not-found", "database-unavailable"],
} as const;

export const getImagePackagesOperation = operation({
  ...shared,
  id: "getImagePackages",
  path: "/images/{imageId}/packages",
  summary: "An image's packages, each with layer and origin, and what of them could not be seen",
  answers: { 200: { description: "The packages with their coverage", schema: imagePackages } },
});

export const getImageSbomOperation = operation({
  ...shared,
  id: "getImageSbom",
  path: "/images/{imageId}/sbom",
  summary: "An image's bill of materials, CycloneDX 1.6 in JSON; the same image gives the same bytes",
  answers: { 200: { description: "The document", type: "application/vnd.cyclonedx+json; version=1.6" } },
});

export const getImageBinaryOperation = operation({
  ...shared,
  id: "getImageBinary",
  path: "/images/{imageId}/binary",
  summary:
    "What the tables of an image's binary tell: linkage, needs, hardening, libc, allocator, sections, crates",
  answers: { 200: { description: "The binary", schema: z.object({ binary: imageBinary }) } },
});

export const getImageBasesOperation = operation({
  ...shared,
  id: "getImageBases",
  path: "/images/{imageId}/bases",
  summary: "Which bases could run an image's binary, and every reason why not",
  answers: { 200: { description: "A verdict for each base that is known", schema: imageBases } },
});

export const getImageTraitsOperation = operation({
  ...shared,
  id: "getImageTraits",
  path: "/images/{imageId}/traits",
  summary: "What an image has or lacks for operating it, with evidence, what breaks and what mends it",
  answers: {
    200: { description: "The traits", schema: z.object({ imageId: z.string(), traits: z.array(traitView) }) },
  },
});
