import { revokeSuppression } from "@/lib/findings/revoke-suppression.ts";
import { revokeSuppressionOperation } from "@/lib/http/operations/suppressions.ts";
import { route } from "@/lib/http/route.ts";

export const DELETE = route(revokeSuppressionOperation, async ({ params }) => {
  await revokeSuppression(params);
  return new Response(null, { status: 204 });
});
