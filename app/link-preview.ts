import type { Metadata } from "next";
import { headers } from "next/headers";
import { publicUrl } from "@/lib/http/public-url.ts";

/**
 * What a page's link shows where it is pasted: title, description and picture under absolute addresses, and where oEmbed
 * is asked for it.
 */
export async function linkPreview(page: {
  title: string;
  description: string;
  path: string;
  /** The picture's path. */
  image: string;
  isEmbeddable?: boolean;
}): Promise<Metadata> {
  const { title, description, path, image } = page;
  const request = { headers: await headers() };
  const url = publicUrl(request, path);
  const picture = { url: publicUrl(request, image), width: 1200, height: 630, alt: description };
  const oembed = publicUrl(request, `/api/v1/oembed?format=json&url=${encodeURIComponent(url)}`);
  return {
    title,
    description,
    openGraph: { title, description, url, siteName: "Image Diet", type: "article", images: [picture] },
    twitter: { card: "summary_large_image", title, description, images: [picture] },
    ...(page.isEmbeddable
      ? { alternates: { types: { "application/json+oembed": [{ url: oembed, title }] } } }
      : {}),
  };
}
