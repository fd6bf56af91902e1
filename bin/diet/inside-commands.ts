import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { formatSize } from "../../lib/format.ts";
import { getImageBases } from "../../lib/images/get-image-bases.ts";
import { getImageBinary } from "../../lib/images/get-image-binary.ts";
import { getImagePackages } from "../../lib/images/get-image-packages.ts";
import { getImageSbom } from "../../lib/images/get-image-sbom.ts";
import { getImageTraits } from "../../lib/images/get-image-traits.ts";
import type { ImageBases, ImageBinary, ImagePackages, TraitView } from "../../lib/images/schemas-inside.ts";
import { print, toTable } from "./output.ts";

type Json = { json?: boolean };

const IMAGE = "its digest, or the first 12 or more hex digits";

function describePackages({ packages, coverage }: ImagePackages): string {
  const rows = packages.map(({ type, name, version, layer, licences = [] }) => [
    type,
    name,
    version,
    `#${layer.index}`,
    licences.slice(0, 3).join(", ") || "not said",
  ]);
  const reasons = coverage.reasons.length > 0 ? ["", ...coverage.reasons] : [];
  return [toTable(["type", "package", "version", "layer", "licences"], rows), ...reasons].join("\n");
}

function describeBinary(binary: ImageBinary): string {
  if (binary.state !== "read") return binary.reason;
  const { linkage, needed, libc, allocator, rust, isStripped, sizeBytes, machine } = binary.program;
  const lines: [string, string][] = [
    ["path", binary.path],
    ["size", formatSize(sizeBytes, "MB", 3)],
    ["type", `${linkage}, ${machine}`],
    ["needs", needed.join(", ") || "no library"],
    [
      "libc",
      `${libc.name}${libc.minimumVersion ? ` ${libc.minimumVersion} or newer` : ""} (${libc.evidence.join("; ")})`,
    ],
    ["allocator", `${allocator.name} (${allocator.evidence.join("; ")})`],
    ["rust", rust?.version ?? rust?.commit ?? "no trace"],
    ["symbols", isStripped ? "stripped" : "kept"],
  ];
  return lines.map(([name, value]) => `${name.padEnd(9)}  ${value}`).join("\n");
}

function describeBases({ bases }: ImageBases): string {
  if (bases.length === 0) return "There is no program in this image whose needs could be looked up.";
  return toTable(
    ["base", "the binary", "because"],
    bases.map(({ variant, verdict, problems, evidence }) => [
      variant,
      verdict.replaceAll("-", " "),
      problems.map(({ text }) => text).join(" ") || (evidence[0] ?? ""),
    ]),
  );
}

function describeTraits(traits: readonly TraitView[]): string {
  return traits
    .map(({ id, value, evidence, breaks, mend }) =>
      [
        `${id}: ${value}  (${evidence.slice(0, 2).join("; ")})`,
        ...(breaks ? [`  ${breaks}`] : []),
        ...(mend ? [`  ${mend}`] : []),
      ].join("\n"),
    )
    .join("\n");
}

/** A command that shows one part of an image as text or JSON. */
function addPart<Part>(
  program: Command,
  part: {
    name: string;
    description: string;
    read: (imageId: string) => Promise<Part>;
    describe: (part: Part) => string;
  },
): void {
  program
    .command(part.name)
    .description(part.description)
    .argument("<image>", IMAGE)
    .option("--json")
    .action(async (imageId: string, options: Json) => {
      const found = await part.read(imageId);
      print(found, part.describe(found), options);
    });
}

/** The commands about what is in an image: packages, SBOM, binary, bases that can run it, traits. */
export function addInsideCommands(program: Command): void {
  const startedIn = process.env.INIT_CWD ?? process.cwd();
  addPart(program, {
    name: "packages",
    description: "list an image's packages, and what of them cannot be seen",
    read: (imageId) => getImagePackages({ imageId }),
    describe: describePackages,
  });
  addPart(program, {
    name: "binary",
    description: "show what the tables of an image's binary tell",
    read: (imageId) => getImageBinary({ imageId }),
    describe: describeBinary,
  });
  addPart(program, {
    name: "runs-on",
    description: "show which bases can run an image's binary, and why not",
    read: (imageId) => getImageBases({ imageId }),
    describe: describeBases,
  });
  addPart(program, {
    name: "traits",
    description: "show what an image has or lacks for being operated, and what mends it",
    read: (imageId) => getImageTraits({ imageId }),
    describe: ({ traits }) => describeTraits(traits),
  });
  program
    .command("sbom")
    .description("write an image's bill of materials, CycloneDX 1.6 in JSON")
    .argument("<image>", IMAGE)
    .option("-o, --output <file>", "a file instead of the standard output")
    .action(async (imageId: string, { output }: { output?: string }) => {
      const { text } = await getImageSbom({ imageId });
      if (output === undefined) process.stdout.write(`${text}\n`);
      else writeFileSync(resolve(startedIn, output), text);
    });
}
