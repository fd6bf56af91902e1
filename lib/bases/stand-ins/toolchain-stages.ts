/** What the stages of the toolchain's Dockerfile do. Its name is not in it: it stands wherever these words do. */
const STAGES: Readonly<Record<string, string>> = {
  packages: "Installing rustc, cargo and gcc",
  "musl-std": "Compiling the standard library for musl",
  auditable: "Compiling cargo-auditable",
  list: "Noting the versions of its packages",
  versions: "Noting the versions of its packages",
  toolchain: "Putting it together",
};

/** What a step of the toolchain's build does, in words for people who wait; undefined where nobody needs to know. */
export function findStageWords(stepName: string): string | undefined {
  const stage = /^\[(\S+) \d+\/\d+\] (RUN|COPY)/.exec(stepName)?.[1];
  return stage === undefined ? undefined : (STAGES[stage] ?? "Getting ready");
}
