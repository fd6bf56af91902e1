import { z } from "zod";
import { escapeXml } from "../charts/svg/canvas.ts";
import { AppError } from "../errors.ts";
import { type HostSettings, isAllowedHost } from "../http/hosts.ts";

const pixels = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, "is no number of pixels")
  .transform(Number)
  .optional();

/** The consumer's request, by https://oembed.com (version 1.0). */
export const oembedQuery = z.object({
  url: z
    .string()
    .max(4000)
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "is no http address")
    .describe("the address of a comparison or a snapshot on this server"),
  format: z.literal("json", "only json is spoken here").optional(),
  maxwidth: pixels.describe("the most pixels that the picture may be wide"),
  maxheight: pixels.describe("the most pixels that it may be high"),
});

export const oembedAnswer = z.object({
  version: z.literal("1.0"),
  type: z.literal("rich"),
  title: z.string(),
  provider_name: z.literal("Image Diet"),
  provider_url: z.string(),
  cache_age: z.number().int(),
  html: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});
export type OembedAnswer = z.infer<typeof oembedAnswer>;

/** What can be embedded: a live comparison by its query, or a snapshot. */
export type Embeddable =
  | { kind: "compare"; query: URLSearchParams; path: string; image: string }
  | { kind: "snapshot"; slug: string; path: string; image: string };

/** Which page of this server an address is. Throws not-found where it is none of them, or another server's. */
export function findEmbeddable(address: string, settings: HostSettings): Embeddable {
  const url = new URL(address);
  const slug = /^\/c\/([a-z0-9][a-z0-9-]{2,62}[a-z0-9])\/?$/.exec(url.pathname)?.[1];
  if (isAllowedHost(url.host, settings)) {
    if (slug !== undefined) {
      return { kind: "snapshot", slug, path: `/c/${slug}`, image: `/api/v1/previews/snapshots/${slug}` };
    }
    if (/^\/compare\/?$/.test(url.pathname)) {
      const { search, searchParams } = url;
      return {
        kind: "compare",
        query: searchParams,
        path: `/compare${search}`,
        image: `/api/v1/previews/compare${search}`,
      };
    }
  }
  throw new AppError(
    "not-found",
    `"${address.slice(0, 200)}" is neither a comparison nor a snapshot of this server.`,
  );
}

const PICTURE = { width: 1200, height: 630 };

/** The answer for a page: its preview as a linked picture that fits into what the consumer has room for. */
export function toOembed(page: {
  title: string;
  /** Addresses as others open them. */
  link: string;
  image: string;
  provider: string;
  maxwidth?: number | undefined;
  maxheight?: number | undefined;
}): OembedAnswer {
  const { maxwidth = PICTURE.width, maxheight = PICTURE.height } = page;
  const scale = Math.min(1, maxwidth / PICTURE.width, maxheight / PICTURE.height);
  const width = Math.max(1, Math.floor(PICTURE.width * scale));
  const height = Math.max(1, Math.floor(PICTURE.height * scale));
  const quoted = { link: escapeXml(page.link), image: escapeXml(page.image), title: escapeXml(page.title) };
  return {
    version: "1.0",
    type: "rich",
    title: page.title,
    provider_name: "Image Diet",
    provider_url: page.provider,
    cache_age: 300,
    html: `<a href="${quoted.link}"><img src="${quoted.image}" width="${width}" height="${height}" alt="${quoted.title}"></a>`,
    width,
    height,
  };
}
