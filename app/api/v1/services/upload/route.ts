import { readAnnouncedBytes, readPieces } from "@/lib/http/body.ts";
import { uploadProgramOperation } from "@/lib/http/operations/services.ts";
import { refuseMethod } from "@/lib/http/refuse-method.ts";
import { json } from "@/lib/http/respond.ts";
import { route } from "@/lib/http/route.ts";
import { uploadProgram } from "@/lib/services/upload-program.ts";

export const POST = route(uploadProgramOperation, async ({ query, request }) => {
  const bytes = { body: readPieces(request), expectedBytes: readAnnouncedBytes(request) };
  return json(201, await uploadProgram(query, bytes));
});

export { refuseMethod as DELETE, refuseMethod as GET, refuseMethod as PATCH, refuseMethod as PUT };
