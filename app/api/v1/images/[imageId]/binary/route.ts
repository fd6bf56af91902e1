import { getImageBinaryOperation } from "@/lib/http/operations/inside.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { getImageBinary } from "@/lib/images/get-image-binary.ts";

export const GET = route(getImageBinaryOperation, async ({ params }) =>
  json(200, { binary: await getImageBinary(params) }),
);
