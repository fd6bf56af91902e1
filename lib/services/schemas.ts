import { z } from "zod";
import { baseVerdict } from "../images/schemas-inside.ts";
import { VARIANT_IDS, type VariantId } from "../variants/variants.ts";

export const serviceView = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(["lab", "path", "git", "prebuilt"]),
  /** lab: folder below lab/services; path: absolute folder; git: URL; prebuilt: an upload's `sha256:…` or an absolute path */
  source: z.string(),
  package: z.string(),
  isDefault: z.boolean(),
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().optional(),
});
export type ServiceView = z.infer<typeof serviceView>;

/** It stands in URLs and in the names of images. `upload` and `source` are the addresses of other calls. */
const serviceName = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-+[a-z0-9]+)*$/, "is no name: small letters and digits, with dashes between them")
  .refine((name) => name !== "upload" && name !== "source", "may not be `upload` or `source`");

const addedService = {
  name: serviceName,
  title: z.string().trim().max(100).optional(),
};

/** `replace` gives a prebuilt service that has this name, archived or not, another program. */
export const addProgramInput = z.strictObject({
  ...addedService,
  path: z.string().min(1).max(4096),
  replace: z.boolean().default(false),
});
export type AddProgramInput = z.input<typeof addProgramInput>;

export const uploadProgramInput = z.object({ ...addedService, replace: z.boolean().default(false) });
export type UploadProgramInput = z.input<typeof uploadProgramInput>;

const givenSource = {
  path: z.string().min(1).max(4096).optional().describe("a folder on the server, absolute"),
  git: z.string().min(1).max(2000).optional().describe("a repository’s https:// address"),
  ref: z.string().max(200).optional().describe("its branch or tag; without it the default branch"),
  package: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "is no name of a cargo package")
    .optional()
    .describe("the cargo package whose program of the same name ships, where the manifest does not tell"),
};
export type GivenSource = z.output<z.ZodObject<typeof givenSource>>;

/** A service that is compiled here: of a folder, or of a repository. */
export const addSourceInput = z
  .strictObject({ ...addedService, ...givenSource })
  .refine(({ path, git }) => (path === undefined) !== (git === undefined), {
    error: "name either a `path` or a `git` address",
    path: ["path"],
  });
export type AddSourceInput = z.input<typeof addSourceInput>;

/**
 * What may change of a service; its name and the kind of its source stay. A source is given whole, as where a service is
 * added.
 */
export const editServiceInput = z
  .strictObject({
    title: z.string().trim().min(1, "is empty").max(100).optional().describe("what pages call it"),
    summary: z.string().trim().max(300).optional().describe("what it is, in a line"),
    isDefault: z
      .literal(true)
      .optional()
      .describe("the start page shows it, in the place of the one that it shows now"),
    ...givenSource,
  })
  .refine(({ path, git }) => path === undefined || git === undefined, {
    error: "name either a `path` or a `git` address",
    path: ["path"],
  })
  .refine(({ git, ref }) => git !== undefined || ref === undefined, {
    error: "goes with a `git` address",
    path: ["ref"],
  })
  .refine(({ path, git, package: named }) => (path ?? git) !== undefined || named === undefined, {
    error: "goes with a `path` or a `git` address",
    path: ["package"],
  });
export type EditServiceInput = z.input<typeof editServiceInput>;

/** What a prebuilt service ships, and where that starts. */
export const serviceProgram = z.object({
  service: serviceView,
  program: z.object({
    /** The SHA-256 of its bytes. */
    digest: z.string(),
    sizeBytes: z.number(),
    machine: z.string(),
    linkage: z.enum(["static", "static-pie", "dynamic"]),
    interpreter: z.string().optional(),
    needed: z.array(z.string()),
  }),
  bases: z.array(baseVerdict),
  /** What a run builds unless it is told otherwise. */
  variants: z.array(z.enum(VARIANT_IDS)),
});
export type ServiceProgram = z.infer<typeof serviceProgram>;

/** The newest image of one variant and recipe of a service. */
export type ServiceImage = {
  variant: VariantId;
  recipe: string;
  imageId: string;
  sizeBytes: number;
  /** Undefined until it is measured. */
  compressedBytes: number | undefined;
  isRemoved: boolean;
  standIn: boolean;
  finishedAt: string;
  /** Whether it was built from the source as it is now; undefined where that cannot be read. */
  isCurrent: boolean | undefined;
};

export type ServiceOverview = {
  service: ServiceView;
  /** Where its source is, as it was given; of a service that comes with the project or is prebuilt none. */
  given?: GivenSource;
  source: { digest: string; problem?: undefined } | { digest?: undefined; problem: string };
  /** Of a service that is compiled here, where its manifest tells them. */
  features?: string[];
  /** Of a prebuilt service whose program can be read. */
  program?: Omit<ServiceProgram, "service">;
  images: ServiceImage[];
};
