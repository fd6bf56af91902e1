import { z } from "zod";
import type { EngineContainer } from "../engine/container-types.ts";
import type { ImageProbe } from "../probes/schemas.ts";
import { askService, type ServiceAnswer } from "./ask-service.ts";
import type { HttpsServer } from "./https-server.ts";

/** Where an authority is put into an image that is to trust it, and the variable that names the file. */
export const AUTHORITY_FILE = "/image-diet-probe-authority.pem";
export const AUTHORITY_VARIABLE = "SSL_CERT_FILE";
/** A zone whose clocks are never at UTC. */
export const ZONE = "Europe/Berlin";

const EXEC_TIMEOUT_MS = 10_000;
const CERTIFICATES = "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/";

type Https = NonNullable<ImageProbe["https"]>;
type HttpsCall = { isTrusted: boolean; said: string; roots?: number };

const tlsAnswer = z.object({
  ok: z.boolean(),
  error: z.union([z.array(z.string()), z.string()]).optional(),
  tls_roots: z.number().int().optional(),
});

/** Has the service call an HTTPS server of ours; undefined where it has no /tls. */
export async function callHttps(
  port: number,
  server: HttpsServer,
  signal: AbortSignal,
): Promise<HttpsCall | undefined> {
  const answer = await askService(port, `/tls?url=${encodeURIComponent(server.url)}`, signal);
  const read = tlsAnswer.safeParse(answer?.body);
  if (!read.success) return undefined;
  const { ok, error = [], tls_roots: roots } = read.data;
  const causes = typeof error === "string" ? [error] : error;
  return {
    isTrusted: ok,
    // the last cause is the telling one; the port of ours says nothing
    said: ok ? "the call succeeded" : (causes.at(-1) ?? "the call failed without a word").slice(0, 500),
    ...(roots === undefined ? {} : { roots }),
  };
}

/** What HTTPS does without and with the authority in the image, and the line that mends what fails. */
export function judgeHttps(without: HttpsCall | undefined, given: HttpsCall | undefined): Https {
  if (!without) return noEndpoint("/tls?url=", "calls HTTPS");
  const { roots, isTrusted, said } = without;
  const cure = isTrusted
    ? "It trusts an authority that nobody knows: certificates are not checked. Do check them."
    : roots === 0
      ? CERTIFICATES
      : `ENV ${AUTHORITY_VARIABLE}=/etc/ssl/certs/own-authority.pem`;
  return {
    state: "seen",
    ...(roots === undefined ? {} : { roots }),
    without: { isTrusted, said },
    ...(given ? { with: { isTrusted: given.isTrusted, said: given.said } } : {}),
    cure,
  };
}

const clockAnswer = z.object({ offset_seconds: z.number(), zone: z.string().max(40) });

/** Whether local time follows TZ, which was set to ZONE for this container. */
export async function checkTimeZone(port: number, signal: AbortSignal): Promise<ImageProbe["timeZone"]> {
  const answer = await askService(port, "/clock", signal);
  const read = clockAnswer.safeParse(answer?.body);
  if (!read.success) return noEndpoint("/clock", "tells its local time");
  const { offset_seconds: seconds, zone } = read.data;
  const isFollowed = seconds !== 0;
  const hours = `${seconds < 0 ? "−" : "+"}${Math.abs(seconds) / 3600} h`;
  return {
    state: "seen",
    asked: ZONE,
    isFollowed,
    said: isFollowed ? `${zone}, ${hours}` : `${zone || "UTC"}: TZ is passed over without a word`,
    ...(isFollowed ? {} : { cure: "COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo" }),
  };
}

const dnsAnswer = z.object({
  ok: z.boolean(),
  addresses: z.array(z.string()).default([]),
  error: z.string().optional(),
  ms: z.number(),
});

/** How names are looked up: one that every machine has, and one that none can have (RFC 6761). */
export async function checkNames(port: number, signal: AbortSignal): Promise<ImageProbe["names"]> {
  const ask = async (host: string) => toLookup(await askService(port, `/dns?host=${host}`, signal));
  const localhost = await ask("localhost");
  if (!localhost) return noEndpoint("/dns?host=", "looks names up");
  const unknown = await ask("image-diet-probe.invalid");
  return unknown
    ? { state: "seen", localhost, unknown }
    : { state: "cannot-tell", why: "The service gave no answer about a name that does not exist in time." };
}

function toLookup(answer: ServiceAnswer | undefined) {
  const read = dnsAnswer.safeParse(answer?.body);
  if (!read.success) return undefined;
  const { ok, addresses, error, ms } = read.data;
  const said = ok ? addresses.slice(0, 4).join(", ") : (error ?? "not found");
  return { isFound: ok, said: said.slice(0, 300), tookMs: ms };
}

/** What `docker exec … sh` says. */
export async function checkShell(container: EngineContainer): Promise<ImageProbe["shell"]> {
  const { exitCode, said } = await container.exec(["sh", "-c", "exit 0"], EXEC_TIMEOUT_MS);
  if (exitCode === undefined)
    return { state: "cannot-tell", why: "A shell was started and did not end when told to." };
  return {
    state: "seen",
    hasShell: exitCode === 0,
    said: exitCode === 0 ? "a shell answers" : said.slice(0, 500) || `exit code ${exitCode}`,
  };
}

function noEndpoint(endpoint: string, what: string): { state: "cannot-tell"; why: string } {
  return { state: "cannot-tell", why: `The service has no ${endpoint} that ${what}.` };
}
