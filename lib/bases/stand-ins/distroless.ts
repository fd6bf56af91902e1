import { join } from "node:path";
import { writeImageArchive } from "../archive/image.ts";
import { type LayerFile, openLayer } from "../archive/layer.ts";
import { type Deb, downloadPackages } from "../debian/apt.ts";
import { listFiles, readControl } from "../debian/deb.ts";
import { addFiles, type FileSpec, PATH_VARIABLE, toCertificateFiles, toPackages } from "./files.ts";
import type { Assembly, Recipe, Workshop } from "./recipe.ts";

const SUITE = "trixie";
const STATIC = ["base-files", "netbase", "tzdata", "media-types"];
const BASE_NOSSL = [...STATIC, "libc6"];
const CC = [
  ...BASE_NOSSL,
  "zlib1g",
  "libzstd1",
  "libssl3t64",
  "gcc-14-base",
  "libgcc-s1",
  "libgomp1",
  "libstdc++6",
];

const NOLOGIN = "/sbin/nologin";
const ROOT_FILES: readonly FileSpec[] = [
  {
    path: "etc/passwd",
    text: `root:x:0:0:root:/root:${NOLOGIN}\nnobody:x:65534:65534:nobody:/nonexistent:${NOLOGIN}\nnonroot:x:65532:65532:nonroot:/home/nonroot:${NOLOGIN}\n`,
  },
  {
    path: "etc/group",
    text: "root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n",
  },
  {
    path: "etc/nsswitch.conf",
    text: "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nnetworks: files\nprotocols: db files\nservices: db files\nethers: db files\nrpc: db files\n",
  },
  {
    path: "usr/lib/os-release",
    text: 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="13"\nVERSION="Debian GNU/Linux 13 (trixie)"\nVARIANT="Image Diet stand-in"\n',
  },
  { path: "etc/os-release", link: "../usr/lib/os-release" },
  { path: "root/", mode: 0o700 },
  { path: "home/nonroot/", mode: 0o700, owner: 65532 },
  { path: "tmp/", mode: 0o1777 },
  { path: "var/tmp/", mode: 0o1777 },
  { path: "run/" },
];

const CONFIG = {
  User: "65532",
  WorkingDir: "/home/nonroot",
  Env: [PATH_VARIABLE, "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"],
};

/** Stand-ins for distroless on Debian 13: packages unpacked, one layer a package, nothing installed. */
export const distrolessStatic = distroless("distroless-static", "static", STATIC);
export const baseNossl = distroless("base-nossl", "base-nossl", BASE_NOSSL);
export const distrolessCc = distroless("distroless-cc", "cc", CC);

function distroless(name: string, flavour: string, packages: string[]): Recipe {
  return {
    name,
    standsFor: `gcr.io/distroless/${flavour}-debian13:nonroot`,
    description: "Debian 13 packages unpacked, one layer a package; assembled locally, not pulled",
    spec: () => ({ format: 2, suite: SUITE, packages, rootFiles: ROOT_FILES, config: CONFIG }),
    assemble: (workshop) => assemble(workshop, packages),
  };
}

async function assemble(workshop: Workshop, names: string[]): Promise<Assembly> {
  const { architecture, folder } = workshop;
  const apt = await workshop.apt(SUITE);
  workshop.onProgress(`Downloading ${names.length + 1} packages of Debian ${SUITE}`);
  const debs = await downloadPackages(apt, [...names, "ca-certificates"], join(folder, "debs"));
  const layers = new Map<string, LayerFile>();
  const certificatesDeb = debs.pop();
  if (!certificatesDeb) throw new Error("apt-get downloaded no ca-certificates");
  const certificates = await toCertificateFiles(certificatesDeb);
  let createdAt = certificates.newest;
  // Only what every flavour has decides on the time of the files of our own: so all flavours share those layers.
  let fixedTime = certificates.newest;
  for (const deb of debs) {
    const layer = await writePackageLayer(deb, join(folder, `${deb.name}.tar`));
    layers.set(deb.name, layer.file);
    if (layer.newest > createdAt) createdAt = layer.newest;
    if (STATIC.includes(deb.name) && layer.newest > fixedTime) fixedTime = layer.newest;
  }
  const fixed = [
    await writeFilesLayer(join(folder, "root.tar"), "users, names, folders", ROOT_FILES, fixedTime),
    await writeFilesLayer(join(folder, "certificates.tar"), "CA certificates", certificates.files, fixedTime),
  ];
  const first = STATIC.flatMap((name) => layers.get(name) ?? []);
  const rest = names.slice(STATIC.length).flatMap((name) => layers.get(name) ?? []);
  const ordered = [...first, ...fixed, ...rest];
  return {
    packages: toPackages([...debs, certificatesDeb]),
    write: async (path, tag, labels) => ({
      imageId: await writeImageArchive(path, {
        tag,
        architecture,
        createdAt,
        config: { ...CONFIG, Labels: labels },
        layers: ordered,
      }),
      diffIds: ordered.map((layer) => layer.diffId),
    }),
  };
}

/** A package's files and its entry in status.d, which is where scanners look for packages in distroless. */
async function writePackageLayer(deb: Deb, path: string): Promise<{ file: LayerFile; newest: Date }> {
  const layer = openLayer(path, `Debian package ${deb.name} ${deb.version}`);
  let newest = new Date(0);
  for await (const entry of listFiles(deb)) {
    // base-files links etc/os-release to this one; the image has its own
    if (deb.name === "base-files" && /^(usr\/lib|etc)\/os-release$/.test(entry.path)) continue;
    const { header } = entry;
    if (header.mtime && header.mtime > newest) newest = header.mtime;
    const content = header.type === "file" ? await entry.read() : undefined;
    await layer.add(
      { ...header, name: entry.path + (header.type === "directory" ? "/" : ""), pax: null },
      content,
    );
  }
  const control = await readControl(deb);
  const status = `var/lib/dpkg/status.d/${deb.name}`;
  const metadata = [
    { path: status, text: String(control.get("control") ?? "") },
    { path: `${status}.md5sums`, text: String(control.get("md5sums") ?? "") },
  ];
  await addFiles(layer, metadata, newest);
  return { file: await layer.finish(), newest };
}

async function writeFilesLayer(
  path: string,
  title: string,
  files: readonly FileSpec[],
  time: Date,
): Promise<LayerFile> {
  const layer = openLayer(path, title);
  await addFiles(layer, files, time);
  return layer.finish();
}
