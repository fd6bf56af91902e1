import { getImagePackagesOperation } from "@/lib/http/operations/inside.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getImagePackages } from "@/lib/images/get-image-packages.ts";

export const GET = route(getImagePackagesOperation, async ({ params }) =>
  json(200, await getImagePackages(params)),
);
