import { parseCompareQuery, toCompareInput } from "@/lib/compare/query.ts";
import { env } from "@/lib/env.ts";
import { getOembedOperation } from "@/lib/http/operations/pictures.ts";
import { publicUrl } from "@/lib/http/public-url.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { compareImages } from "@/lib/images/compare-images.ts";
import { getSnapshot } from "@/lib/snapshots/get-snapshot.ts";
import { type Embeddable, findEmbeddable, toOembed } from "@/lib/social/oembed.ts";

export const GET = route(getOembedOperation, async ({ query, request }) => {
  const found = findEmbeddable(query.url, env());
  const answer = toOembed({
    title: await readTitle(found),
    link: publicUrl(request, found.path),
    image: publicUrl(request, found.image),
    provider: publicUrl(request, "/"),
    maxwidth: query.maxwidth,
    maxheight: query.maxheight,
  });
  return json(200, answer);
});

async function readTitle(found: Embeddable): Promise<string> {
  if (found.kind === "compare") {
    const { service } = await compareImages(toCompareInput(parseCompareQuery(found.query)));
    return `${service} compared`;
  }
  const { title, payload } = await getSnapshot({ slug: found.slug });
  return title || `${payload?.comparison.service ?? "A comparison"}, frozen`;
}
