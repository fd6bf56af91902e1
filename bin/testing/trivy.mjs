// Sees to it that tests have a real Trivy: TRIVY, PATH, the state directory, else built from its Go module (some ten
// minutes on two cores, once). `node bin/testing/trivy.mjs` prints its path. Node built-ins only.
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { forgetChild, registerChild } from "../launcher/children.mjs";

const VERSION = "0.74.0";
const GO_MINIMUM = [1, 26, 3];
const PACKAGE = "github.com/aquasecurity/trivy/cmd/trivy";
const module = join(dirname(fileURLToPath(import.meta.url)), "trivy");
const GO_ENVIRONMENT = { GOEXPERIMENT: "jsonv2", CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false -mod=readonly" };
const GO_ARGUMENTS = [
  "-trimpath",
  "-ldflags",
  `-s -w -X github.com/aquasecurity/trivy/pkg/version/app.ver=${VERSION}`,
];

/** @typedef {Record<string, string | undefined>} Environment */
/** @typedef {{ program: string, reason?: undefined } | { program?: undefined, reason: string }} Prepared */

/**
 * The program, or the reason why there is none and none can be built.
 * @param {{ environment?: Environment, log?: (line: string) => void }} [options] log gets one line a step
 * @returns {Promise<Prepared>}
 */
export async function prepareTrivy({ environment = process.env, log = () => {} } = {}) {
  const given = environment.TRIVY;
  if (given) return isProgram(given) ? { program: given } : { reason: `TRIVY=${given} is no program.` };
  for (const folder of (environment.PATH ?? "").split(delimiter)) {
    if (folder.startsWith("/") && isProgram(join(folder, "trivy"))) return { program: join(folder, "trivy") };
  }
  const folder = join(getHome(environment), "trivy", "bin");
  const program = join(folder, `trivy-${VERSION}`);
  if (isProgram(program) && readInputs(program) === inputs()) return { program };
  const reason = await whyNoGo(environment);
  if (reason) return isProgram(program) ? { program } : { reason };
  log(`Building Trivy ${VERSION} from its Go module (some ten minutes, once)`);
  return build(program, environment);
}

/**
 * @param {string} program @param {Environment} environment
 * @returns {Promise<Prepared>}
 */
async function build(program, environment) {
  mkdirSync(dirname(program), { recursive: true });
  const draft = `${program}.${randomUUID()}`;
  const built = await run("go", ["build", ...GO_ARGUMENTS, "-o", draft, PACKAGE], environment);
  if (built.code !== 0) {
    rmSync(draft, { force: true });
    return { reason: `Building Trivy failed: ${built.output.trim().split("\n").slice(-5).join("\n")}` };
  }
  rmSync(`${program}.inputs`, { force: true });
  renameSync(draft, program);
  writeFileSync(`${program}.inputs`, inputs());
  return { program };
}

/** @param {Environment} environment */
async function whyNoGo(environment) {
  const asked = await run("go", ["env", "GOVERSION"], environment);
  const found = /go(\d+)\.(\d+)(?:\.(\d+))?/.exec(asked.output);
  if (asked.code !== 0 || !found) return "There is no Trivy, and no Go to build it with.";
  const version = found.slice(1).map((part) => Number(part ?? 0));
  const isOld = GO_MINIMUM.some(
    (part, index) =>
      (version[index] ?? 0) < part && GO_MINIMUM.slice(0, index).every((before, i) => version[i] === before),
  );
  return isOld
    ? `There is no Trivy, and ${found[0]} is older than the ${GO_MINIMUM.join(".")} needed to build it.`
    : undefined;
}

/**
 * @param {string} program @param {string[]} parameters @param {Environment} environment
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(program, parameters, environment) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: module,
      env: { ...process.env, ...environment, ...GO_ENVIRONMENT },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const registered = child.pid === undefined ? undefined : registerChild("program", child.pid);
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-64_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => {
      if (registered) forgetChild(registered);
      resolve({ code, output });
    });
  });
}

/** What the program was built from: the module's files and the build's settings. */
function inputs() {
  const hash = createHash("sha256");
  for (const name of ["go.mod", "go.sum"]) hash.update(readFileSync(join(module, name)));
  return hash.update(JSON.stringify([VERSION, PACKAGE, GO_ARGUMENTS, GO_ENVIRONMENT])).digest("hex");
}

/** @param {string} program */
function readInputs(program) {
  return existsSync(`${program}.inputs`) ? readFileSync(`${program}.inputs`, "utf8").trim() : undefined;
}

/** @param {Environment} environment */
function getHome(environment) {
  if (environment.IMAGE_DIET_HOME) return environment.IMAGE_DIET_HOME;
  return join(environment.XDG_STATE_HOME || join(homedir(), ".local", "state"), "image-diet");
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { program, reason } = await prepareTrivy({ log: (line) => console.error(line) });
  console.log(program ?? reason);
  process.exitCode = program ? 0 : 1;
}
