import { baseName } from "../charts/weight.ts";
import { shortDigest } from "../format.ts";
import { isInputItself } from "../images/is-input-itself.ts";
import { absent, type RowSpec, text } from "./row-spec.ts";

/** Where an image comes from and what making it took. */
export const BUILD_ROWS: RowSpec[] = [
  {
    id: "build",
    label: "Build took",
    explanation:
      "From the build’s start to its image, with whatever the engine had cached. Shared compiles are not ranked.",
    read: ({ image }) => ({
      value:
        image.buildMs === undefined
          ? absent("Not kept for this image")
          : { kind: "seconds", ms: image.buildMs },
    }),
  },
  {
    id: "base",
    label: "Base",
    explanation: "What the image stands on.",
    read: ({ image }) => ({
      value: text(image.base ? baseName(image) : "none"),
      ...(image.base?.origin === "stand-in" ? { note: "stand-in" } : {}),
    }),
  },
  {
    id: "base-digest",
    label: "Base digest",
    explanation: "The very base that was built on, by the first digits of its digest.",
    read: ({ image }) => ({
      value: image.base ? text(shortDigest(image.base.digest)) : absent("It has no base"),
    }),
  },
  {
    id: "toolchain",
    label: "Toolchain",
    explanation: "The image that compiled the program.",
    read: ({ image }) => ({
      value: image.toolchain
        ? text(image.toolchain.reference.split("@")[0] ?? image.toolchain.role)
        : absent("Nothing was compiled here"),
      ...(image.toolchain?.origin === "stand-in" ? { note: "stand-in" } : {}),
    }),
  },
  {
    id: "recipe",
    label: "Recipe",
    explanation: "How the program was compiled.",
    read: ({ image }) => ({ value: text(image.recipe) }),
  },
  {
    id: "source",
    label: "Source",
    explanation: "The digest of the service’s source that was built.",
    read: ({ image }) => ({
      value: text(shortDigest(image.sourceDigest)),
      ...(isInputItself(image) ? { note: "the binary in it, byte for byte" } : {}),
    }),
  },
  {
    id: "platform",
    label: "Platform",
    explanation: "The operating system and processor that it was built for.",
    read: ({ image }) => ({ value: text(image.platform) }),
  },
  {
    id: "built-at",
    label: "Built",
    explanation: "When the image was made, and in which run.",
    read: ({ image }) => ({
      value: { kind: "time", iso: image.builtAt },
      ...(image.run ? { note: `run ${image.run.number}` } : {}),
    }),
  },
];
