import { globSync } from "node:fs";
import { dirname, join } from "node:path";

const root = new URL("../../", import.meta.url).pathname;

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
type Init = { method?: string; headers?: Record<string, string>; body?: unknown; signal?: AbortSignal };

const routes = globSync("api/**/route.ts", { cwd: root }).map((file) => {
  const names = [...file.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? "");
  const pattern = `^/${dirname(file)
    .replaceAll(".", "\\.")
    .replaceAll(/\[\w+\]/g, "([^/]+)")}$`;
  return { file: join(root, file), names, pattern: new RegExp(pattern) };
});

/** Calls the route file that answers this address, as Next would, from this machine unless headers say otherwise. */
export async function callRoute(address: string, init: Init = {}): Promise<Response> {
  const url = new URL(address, "http://127.0.0.1:3000");
  // As Next does: a folder's own name goes before a parameter.
  const route = routes
    .filter((candidate) => candidate.pattern.test(url.pathname))
    .sort((a, b) => a.names.length - b.names.length)[0];
  if (!route) throw new Error(`no route for ${address}`);
  const values = route.pattern.exec(url.pathname)?.slice(1) ?? [];
  const params = Object.fromEntries(
    route.names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]),
  );
  const method = init.method ?? "GET";
  const exported: Record<string, Handler> = await import(/* @vite-ignore */ route.file);
  const handler = exported[method];
  if (!handler) throw new Error(`${address} does not answer ${method}`);
  const hasBody = init.body !== undefined;
  const request = new Request(url, {
    method,
    headers: { host: url.host, ...(hasBody ? { "content-type": "application/json" } : {}), ...init.headers },
    ...(hasBody ? { body: toBody(init.body) } : {}),
    ...(init.signal ? { signal: init.signal } : {}),
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** Text and bytes go as they are. */
function toBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === "string" ? body : JSON.stringify(body);
}
