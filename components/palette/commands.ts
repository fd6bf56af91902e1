import { shortDigest } from "@/lib/format.ts";
import type { ListedImage } from "@/lib/images/schemas-list.ts";
import type { ServiceView } from "@/lib/services/schemas.ts";
import type { Deed, Entry } from "./entry.ts";

/** What can be done with a service. */
export function serviceCommands({ slug, title }: Pick<ServiceView, "slug" | "title">): Entry[] {
  const name = title || slug;
  const service = encodeURIComponent(slug);
  const deeds: [label: string, hint: string, deed: Deed][] = [
    [`Rebuild ${name}`, "the default variants", { kind: "rebuild", service: slug }],
    [`Rebuild ${name} without cache`, "compiles anew", { kind: "rebuild", service: slug, force: true }],
    [
      `Rescan the images of ${name}`,
      "with the newest data",
      { kind: "rescan", path: "/scans", body: { service: slug } },
    ],
    [`Findings in ${name}`, "every image", { kind: "go", href: `/findings?service=${service}` }],
    [
      `Accepted findings of ${name}`,
      "with reasons",
      { kind: "go", href: `/findings/accepted?service=${service}` },
    ],
    [`Runs of ${name}`, "the newest first", { kind: "go", href: `/runs?service=${service}` }],
  ];
  return deeds.map(([label, hint, deed]) => ({
    id: `service ${slug} ${label}`,
    label,
    hint,
    deed,
    keywords: [slug, "service", "command"],
  }));
}

type Named = Pick<ListedImage, "imageId" | "variant" | "service" | "recipe">;

/** What can be done with an image. */
export function imageCommands({ imageId, variant, service, recipe }: Named): Entry[] {
  const hint = `${service}, ${shortDigest(imageId)}`;
  const deeds: [label: string, deed: Deed][] = [
    [`Rebuild ${variant}`, { kind: "rebuild", service, recipe, variants: [variant] }],
    [`Compare ${variant} with…`, { kind: "pick", first: { imageId, service, label: variant } }],
    [`Rescan ${variant}`, { kind: "rescan", path: `/images/${imageId}/scans` }],
    [`Findings in ${variant}`, { kind: "go", href: `/images/${imageId}#findings` }],
    [`Packages of ${variant}`, { kind: "go", href: `/images/${imageId}#packages` }],
    [`Download SBOM of ${variant}`, { kind: "download", href: `/api/v1/images/${imageId}/sbom` }],
  ];
  return deeds.map(([label, deed]) => ({
    id: `image ${imageId} ${label}`,
    label,
    hint,
    variant,
    imageId,
    deed,
    keywords: [service, recipe, imageId.replace("sha256:", ""), "image", "command"],
  }));
}
