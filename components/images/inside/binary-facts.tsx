import { Detail, DetailList } from "@/components/images/detail-list.tsx";
import { Size } from "@/components/ui/size.tsx";
import type { ProgramView } from "@/lib/images/schemas-inside.ts";

const LINKAGE: Record<ProgramView["linkage"], string> = {
  static: "static: it needs no library",
  "static-pie": "static, at any address: it needs no library",
  dynamic: "dynamic: it needs the libraries below",
};

/** What the tables of the binary say, each guess with what it was told by. */
export function BinaryFacts({
  path,
  sha256,
  program,
}: {
  path: string;
  sha256?: string | undefined;
  program: ProgramView;
}) {
  const { libc, allocator, rust, needed, interpreter } = program;
  return (
    <DetailList>
      <Detail name="Path" isCode>
        {path}
      </Detail>
      <Detail name="Type">
        ELF {program.bits}, {program.machine}, {program.byteOrder}-endian
      </Detail>
      <Detail name="Size">
        <Size bytes={program.sizeBytes} decimals={3} />
      </Detail>
      <Detail name="Linkage">{LINKAGE[program.linkage]}</Detail>
      {interpreter ? (
        <Detail name="Interpreter" isCode>
          {interpreter}
        </Detail>
      ) : null}
      <Detail name="Needs" isCode={needed.length > 0}>
        {needed.join(", ") || "no library"}
      </Detail>
      {program.rpath.length + program.runpath.length > 0 ? (
        <Detail name="Run path" isCode>
          {[...program.rpath, ...program.runpath].join(":")}
        </Detail>
      ) : null}
      <Versions versions={program.versionsNeeded} />
      <Detail name="libc">
        {libc.name}
        {libc.isLinkedIn ? ", linked in" : ""}
        {libc.minimumVersion ? ` ${libc.minimumVersion} or newer` : ""}
        <Told by={libc.evidence} />
      </Detail>
      <Detail name="Allocator">
        {allocator.name}
        <Told by={allocator.evidence} />
      </Detail>
      <Detail name="Rust">
        {rust ? (
          <>
            {rust.version ?? `commit ${rust.commit ?? "unknown"}`}
            <Told by={[rust.evidence]} />
          </>
        ) : (
          "no trace of its compiler"
        )}
      </Detail>
      <Detail name="Hardening">{toHardening(program.hardening)}</Detail>
      <Detail name="Symbols">{toSymbols(program)}</Detail>
      <Detail name="Debug info">{program.hasDebugInfo ? "in the file" : "none"}</Detail>
      <Detail name="Build ID" isCode={program.buildId !== undefined}>
        {program.buildId ?? "none"}
      </Detail>
      {sha256 ? (
        <Detail name="SHA-256" isCode>
          {sha256.replace(/^sha256:/, "")}
        </Detail>
      ) : null}
    </DetailList>
  );
}

function Told({ by }: { by: readonly string[] }) {
  return <small className="block text-axis text-ink-3">{by.join("; ")}</small>;
}

function Versions({ versions }: { versions: ProgramView["versionsNeeded"] }) {
  if (versions.length === 0) return null;
  const libraries = [...new Set(versions.map(({ library }) => library))];
  return (
    <Detail name="Versions">
      {libraries.map((library) => (
        <span key={library} className="block">
          <code>{library}</code>{" "}
          <span className="text-ink-3">
            {versions
              .filter((each) => each.library === library)
              .toSorted((a, b) => a.version.localeCompare(b.version, "en", { numeric: true }))
              .map(({ version, isWeak }) => (isWeak ? `${version} (weak)` : version))
              .join(", ")}
          </span>
        </span>
      ))}
    </Detail>
  );
}

function toHardening({ isPie, relro, hasNx, hasBindNow }: ProgramView["hardening"]): string {
  return [
    isPie ? "position independent" : "at a fixed address",
    relro === "none" ? "no RELRO" : `${relro} RELRO`,
    hasBindNow ? "binds at start" : "binds lazily",
    hasNx ? "no executable stack" : "executable stack",
  ].join(", ");
}

function toSymbols({ isStripped, groups }: ProgramView) {
  if (isStripped) return "stripped";
  return (
    <>
      <Size bytes={groups.symbols ?? 0} decimals={3} />, strip would save them
    </>
  );
}
