import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../errors.ts";
import { writeImageArchive } from "../archive/image.ts";
import { openLayer } from "../archive/layer.ts";
import { runCommand } from "../command.ts";
import { type Deb, downloadPackages } from "../debian/apt.ts";
import { listFiles } from "../debian/deb.ts";
import { addFiles, type FileSpec, PATH_VARIABLE, toCertificateFiles, toPackages } from "./files.ts";
import type { Architecture, Assembly, Recipe, Workshop } from "./recipe.ts";

const SUITE = "trixie";
const PACKAGES = ["busybox-static", "musl", "ca-certificates"];
const CPU: Record<Architecture, string> = { amd64: "x86_64", arm64: "aarch64" };
const EMPTY_FOLDERS =
  "bin sbin lib usr/bin usr/sbin usr/lib usr/share dev proc sys run home mnt opt srv var/log".split(" ");

const FILES: readonly FileSpec[] = [
  ...EMPTY_FOLDERS.map((path) => ({ path: `${path}/` })),
  { path: "root/", mode: 0o700 },
  { path: "tmp/", mode: 0o1777 },
  { path: "var/tmp/", mode: 0o1777 },
  {
    path: "etc/passwd",
    text: "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home:/sbin/nologin\n",
  },
  { path: "etc/group", text: "root:x:0:root\nnobody:x:65534:\nnonroot:x:65532:\n" },
  { path: "etc/shadow", text: "root:*::0:::::\nnobody:!::0:::::\nnonroot:!::0:::::\n", mode: 0o640 },
  { path: "etc/nsswitch.conf", text: "hosts: files dns\n" },
  { path: "etc/shells", text: "/bin/sh\n/bin/ash\n" },
  {
    path: "etc/os-release",
    text: 'NAME="Image Diet alpine stand-in"\nID=alpine-standin\nPRETTY_NAME="Alpine stand-in (Debian busybox-static and musl, no apk)"\n',
  },
];

/** Stand-in for alpine: Debian's static busybox and musl. It has no apk and no package database, and says so. */
export const alpine: Recipe = {
  name: "alpine",
  standsFor: "alpine:3.22",
  description:
    "Debian's busybox-static and musl with Mozilla's CA certificates; no apk; assembled locally, not pulled",
  spec: (architecture) => ({ format: 1, suite: SUITE, packages: PACKAGES, files: FILES, architecture }),
  assemble,
};

async function assemble(workshop: Workshop): Promise<Assembly> {
  const { architecture, folder } = workshop;
  const apt = await workshop.apt(SUITE);
  workshop.onProgress(`Downloading ${PACKAGES.join(", ")} of Debian ${SUITE}`);
  const debs = await downloadPackages(apt, PACKAGES, join(folder, "debs"));
  const [busyboxDeb, muslDeb, certificatesDeb] = debs;
  if (!busyboxDeb || !muslDeb || !certificatesDeb) throw new Error("packages are missing");
  // `*/busybox` alone would also match a hook of initramfs-tools.
  const busybox = await readProgram(busyboxDeb, /(^|\/)bin\/busybox$/);
  const musl = await readProgram(muslDeb, /-linux-musl\/libc\.so$/);
  const certificates = await toCertificateFiles(certificatesDeb);
  const createdAt = new Date(Math.max(...[busybox.time, musl.time, certificates.newest].map(Number)));
  const loader = `ld-musl-${CPU[architecture]}.so.1`;
  const layer = openLayer(join(folder, "alpine.tar"), "busybox, musl and CA certificates from Debian");
  await addFiles(layer, FILES, createdAt);
  await layer.add({ name: "bin/busybox", mode: 0o755, mtime: createdAt, type: "file" }, busybox.content);
  await layer.add({ name: `lib/${loader}`, mode: 0o755, mtime: createdAt, type: "file" }, musl.content);
  const applets = await listApplets(workshop, busybox.content);
  const links = applets.map((path) => ({ path, link: "/bin/busybox" }));
  links.push({ path: `lib/libc.musl-${CPU[architecture]}.so.1`, link: loader });
  await addFiles(layer, [...links, ...certificates.files], createdAt);
  const file = await layer.finish();
  return {
    packages: toPackages(debs),
    write: async (path, tag, labels) => ({
      imageId: await writeImageArchive(path, {
        tag,
        architecture,
        createdAt,
        config: {
          Cmd: ["/bin/sh"],
          Env: [PATH_VARIABLE],
          Labels: { ...labels, "dev.imagediet.base.apk": "absent" },
        },
        layers: [file],
      }),
      diffIds: [file.diffId],
    }),
  };
}

async function readProgram(deb: Deb, wanted: RegExp): Promise<{ content: Buffer; time: Date }> {
  for await (const entry of listFiles(deb)) {
    if (entry.header.type !== "file" || !wanted.test(entry.path)) continue;
    return { content: await entry.read(), time: entry.header.mtime ?? new Date(0) };
  }
  throw new AppError("base-unavailable", `The package ${deb.name} ${deb.version} has no ${wanted}.`);
}

/** The paths that busybox wants to be known by; its own program says, so it must run here. */
async function listApplets(workshop: Workshop, content: Buffer): Promise<string[]> {
  const program = join(workshop.folder, "busybox");
  await writeFile(program, content, { mode: 0o755 });
  const printed = await runCommand(program, ["--list-full"], workshop.command).catch((cause: unknown) => {
    if (workshop.command.signal.aborted) throw cause;
    throw new AppError(
      "base-unavailable",
      `The busybox of ${workshop.architecture} does not run on this machine.`,
      { cause },
    );
  });
  return printed.split("\n").filter((path) => path !== "" && path !== "bin/busybox");
}
