import { MAX_IMAGES } from "@/lib/images/schemas.ts";
import type { Entry, EntryGroup, PickedImage } from "./entry.ts";

/** The picked images with one more, or without it where it was picked already. */
export function togglePicked(picked: readonly PickedImage[], image: PickedImage): PickedImage[] {
  const rest = picked.filter(({ imageId }) => imageId !== image.imageId);
  return rest.length < picked.length ? rest : [...picked, image].slice(0, MAX_IMAGES);
}

/** What is shown while images are picked: how to end it, and the images that can be compared with those picked. */
export function toPickGroups(
  groups: readonly EntryGroup[],
  picked: readonly PickedImage[],
  typed: string,
): EntryGroup[] {
  const [first] = picked;
  const images = groups
    .flatMap(({ entries }) => entries)
    .filter(({ picks }) => picks && (first === undefined || picks.service === first.service));
  const end = picked.length < 2 ? [] : [toCompareEntry(picked, typed)];
  return [
    { title: `${picked.length} picked`, entries: end },
    {
      title: first
        ? `Images of ${first.service}`
        : "Images; type a variant, service, digest or commit for others",
      entries: images,
    },
  ];
}

function toCompareEntry(picked: readonly PickedImage[], typed: string): Entry {
  const ids = picked.map(({ imageId }) => imageId.replace("sha256:", "").slice(0, 12));
  return {
    id: "compare picked",
    label: `Compare these ${picked.length}`,
    hint: picked.map(({ label }) => label).join(", "),
    deed: { kind: "go", href: `/compare?images=${ids.join(",")}` },
    // Whatever is typed to find another image, this stays in sight.
    keywords: [typed],
  };
}
