import { getImageSbomOperation } from "@/lib/http/operations/inside.ts";
import { download } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getImageSbom } from "@/lib/images/get-image-sbom.ts";

export const GET = route(getImageSbomOperation, async ({ params }) => download(await getImageSbom(params)));
