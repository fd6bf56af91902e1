import { X509Certificate } from "node:crypto";
import { get } from "node:https";
import { afterEach, describe, expect, it } from "vitest";
import { makeCertificates } from "./certificate.ts";
import { type HttpsServer, startHttpsServer } from "./https-server.ts";

let server: HttpsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function ask(url: string, ca?: string): Promise<number | string> {
  return new Promise((resolve) => {
    const options = ca === undefined ? {} : { ca };
    get(url, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe("makeCertificates", () => {
  const made = makeCertificates(new Date("2026-11-22T12:00:00Z"));
  const authority = new X509Certificate(made.authority);
  const certificate = new X509Certificate(made.certificate);

  it("makes an authority, and a certificate of another key that it signed", () => {
    expect(authority.ca).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(authority)).toBe(true);
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(authority.verify(certificate.publicKey)).toBe(false);
    expect(certificate.serialNumber).not.toBe(authority.serialNumber);
  });

  it("names localhost and 127.0.0.1 and nobody else, for two days", () => {
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(certificate.checkHost("example.org")).toBeUndefined();
    expect(certificate.validFromDate).toEqual(new Date("2026-11-21T12:00:00Z"));
    expect(certificate.validToDate).toEqual(new Date("2026-11-23T12:00:00Z"));
  });
});

describe("startHttpsServer", () => {
  it("is trusted by who knows its authority, by nobody else, and gone when closed", async () => {
    const started = await startHttpsServer();
    server = started;
    expect(await ask(started.url, started.authority)).toBe(200);
    expect(await ask(started.url)).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET/);
    expect(await ask(started.url, makeCertificates(new Date()).authority)).not.toBe(200);
    await started.close();
    server = undefined;
    expect(await ask(started.url, started.authority)).toBe("ECONNREFUSED");
  });
});
