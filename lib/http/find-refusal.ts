import { AppError } from "../errors.ts";
import { OPERATIONS } from "./operations/index.ts";

type KnownCall = { path: string; pattern: RegExp; methods: string[] };

const CALLS = toCalls();

/** One for each path; the one with a word where another has a parameter goes first, as it does in Next. */
function toCalls(): KnownCall[] {
  const byPath = Map.groupBy(OPERATIONS, ({ path }) => `/api/v1${path}`);
  const calls = [...byPath].map(([path, operations]) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    methods: operations.map(({ method }) => method.toUpperCase()),
  }));
  calls.push({ path: "/api/openapi.json", pattern: /^\/api\/openapi\.json$/, methods: ["GET"] });
  const countParameters = ({ path }: KnownCall) => path.split("{").length;
  return calls.toSorted((a, b) => countParameters(a) - countParameters(b));
}

/**
 * Why the API has no such call: not-found for a path that none has, method-not-allowed where the path's call has other
 * methods (`detail.allow`, as the header of that name has them). Next would answer with a page, or with nothing.
 */
export function findRefusal(method: string, path: string): AppError | undefined {
  const call = CALLS.find(({ pattern }) => pattern.test(path));
  if (!call) {
    return new AppError("not-found", "There is no such call; /api/openapi.json lists all that there are.");
  }
  const { methods } = call;
  const allowed = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"];
  if (allowed.includes(method)) return undefined;
  return new AppError("method-not-allowed", `${call.path} is asked with ${methods.join(" or ")} only.`, {
    detail: { allow: allowed.join(", ") },
  });
}
