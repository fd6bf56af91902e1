import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type GitServer = {
  /** `127.0.0.1:port` */
  host: string;
  /** The repository's working folder. */
  work: string;
  commit: () => void;
  /** Gives the newest commit another branch. */
  branch: (name: string) => void;
  close: () => Promise<void>;
};

const AUTHOR = ["-c", "user.name=test", "-c", "user.email=test@example.test"];

/** One repository, `/app`, on an HTTPS server of this machine that git trusts as long as it is open: git's own CGI answers. */
export async function serveGit(): Promise<GitServer> {
  const root = mkdtempSync(join(tmpdir(), "image-diet-git-"));
  const work = join(root, "app");
  mkdirSync(work);
  const git = (...args: string[]) => execFileSync("git", [...AUTHOR, "-C", work, ...args], { stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  const [key, cert] = [join(root, "key.pem"), join(root, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"];
  const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const files = ["-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", ...ec, ...subject, ...files], { stdio: "pipe" });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) =>
    answer(root, request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const trusted = process.env.GIT_SSL_CAINFO;
  process.env.GIT_SSL_CAINFO = cert;
  return {
    host: `127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    work,
    commit: () => {
      git("add", "--all");
      git("commit", "--quiet", "--message=change");
    },
    branch: (name) => git("branch", name),
    close: async () => {
      if (trusted === undefined) delete process.env.GIT_SSL_CAINFO;
      else process.env.GIT_SSL_CAINFO = trusted;
      await new Promise((resolve) => server.close(resolve));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "/", "https://127.0.0.1");
  const cgi = spawn("git", ["http-backend"], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: pathname.replace(/^\/app/, "/app/.git"),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? "GET",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(cgi.stdin);
  const parts: Buffer[] = [];
  cgi.stdout.on("data", (part: Buffer) => parts.push(part));
  cgi.on("close", () => {
    const said = Buffer.concat(parts);
    const end = said.indexOf("\r\n\r\n");
    const head = said.subarray(0, end).toString("latin1").split("\r\n");
    const fields = head.map((line): [string, string] => [
      line.slice(0, line.indexOf(":")),
      line.slice(line.indexOf(":") + 1).trim(),
    ]);
    response.statusCode = Number.parseInt(fields.find(([name]) => name === "Status")?.[1] ?? "200", 10);
    for (const [name, value] of fields) if (name !== "Status") response.setHeader(name, value);
    response.end(said.subarray(end + 4));
  });
}
