const NAMES: Record<number, string> = {
  3: "x86",
  8: "mips",
  20: "powerpc",
  21: "powerpc64",
  22: "s390x",
  40: "arm",
  62: "x86-64",
  183: "aarch64",
  243: "riscv",
  258: "loongarch",
};

/** `x86-64` for 62; `machine-N` for numbers that container platforms do not use. */
export function toMachineName(machine: number): string {
  return NAMES[machine] ?? `machine-${machine}`;
}

/** The machine names that run on an OCI architecture (`amd64`); undefined for architectures not known here. */
export function toElfMachine(architecture: string): string | undefined {
  const machines: Record<string, string> = {
    amd64: "x86-64",
    "386": "x86",
    arm64: "aarch64",
    arm: "arm",
    ppc64le: "powerpc64",
    s390x: "s390x",
    riscv64: "riscv",
    loong64: "loongarch",
  };
  return Object.hasOwn(machines, architecture) ? machines[architecture] : undefined;
}
