import { describe, expect, it } from "vitest";
import { findInstruction, parseDockerfile } from "./dockerfile-lines.ts";

const DOCKERFILE = [
  "# a comment", // 1
  "ARG BASE=debian",
  "",
  "FROM $BASE AS Builder", // 4
  "WORKDIR /src",
  "ENV A=1 \\",
  "    B=2",
  "RUN one \\", // 8
  "",
  "  # inside",
  "  && two \\",
  "  && three", // 12
  "COPY <<EOF <<-OTHER /there",
  "RUN not an instruction",
  "EOF",
  "\tOTHER", // 16
  "run lower",
  "FROM builder",
  "USER 1", // 19
  "RUN four",
  "FROM scratch AS last",
  "COPY --from=builder /a /b", // 22
].join("\n");
const instructions = parseDockerfile(DOCKERFILE);
const lineOf = (step: string) => {
  const found = findInstruction(instructions, step);
  return found && [found.startLine, found.endLine];
};

describe("parseDockerfile", () => {
  it("finds every instruction with its lines and stage", () => {
    expect(
      instructions.map(({ keyword, startLine, endLine, stage }) => [keyword, startLine, endLine, stage]),
    ).toEqual([
      ["ARG", 2, 2, ""],
      ["FROM", 4, 4, "builder"],
      ["WORKDIR", 5, 5, "builder"],
      ["ENV", 6, 7, "builder"],
      ["RUN", 8, 12, "builder"],
      ["COPY", 13, 16, "builder"],
      ["RUN", 17, 17, "builder"],
      ["FROM", 18, 18, "stage-1"],
      ["USER", 19, 19, "stage-1"],
      ["RUN", 20, 20, "stage-1"],
      ["FROM", 21, 21, "last"],
      ["COPY", 22, 22, "last"],
    ]);
    expect(instructions.find(({ startLine }) => startLine === 8)?.text).toBe("RUN one   && two   && three");
  });

  it("knows another escape character, and a last line that goes on into nothing", () => {
    const [, run] = parseDockerfile("# escape=`\nFROM a\nRUN x `\n y \\\n");
    expect(run).toMatchObject({ startLine: 3, endLine: 4, text: "RUN x  y \\" });
    expect(parseDockerfile("RUN a \\").at(-1)).toMatchObject({ startLine: 1, text: "RUN a" });
    expect(parseDockerfile("")).toEqual([]);
  });
});

describe("findInstruction", () => {
  it("finds a step by its place in its stage, whatever became of its text", () => {
    expect(lineOf("[builder 1/5] FROM docker.io/library/debian@sha256:0")).toEqual([4, 4]);
    expect(lineOf("[builder 2/5] WORKDIR /src")).toEqual([5, 5]);
    expect(lineOf("[builder 3/5] RUN one   && two   && three")).toEqual([8, 12]);
    expect(lineOf("[builder  4/5] COPY <<EOF /there")).toEqual([13, 16]);
    expect(lineOf("[builder 5/5] RUN lower")).toEqual([17, 17]);
  });

  it("does not count FROM an earlier stage or scratch", () => {
    expect(lineOf("[stage-1 1/1] RUN four")).toEqual([20, 20]);
    expect(lineOf("[last 1/1] COPY --from=builder /a /b")).toEqual([22, 22]);
  });

  it("understands a platform before the stage, and a file of one stage without a name", () => {
    expect(lineOf("[linux/amd64 builder 2/5] WORKDIR /src")).toEqual([5, 5]);
    const single = parseDockerfile("FROM a\nRUN b\n");
    expect(findInstruction(single, "[2/2] RUN b")?.startLine).toBe(2);
    expect(findInstruction(single, "[linux/arm64 2/2] RUN b")?.startLine).toBe(2);
  });

  it("goes by the text where a base's ONBUILD steps shift the count", () => {
    expect(lineOf("[builder 5/9] RUN  one && two && three")).toEqual([8, 12]);
    expect(lineOf("[builder 5/9] RUN from the base")).toBeUndefined();
  });

  it("finds nothing for the engine's own steps", () => {
    expect(lineOf("[internal] load build definition from Dockerfile")).toBeUndefined();
    expect(lineOf("exporting to image")).toBeUndefined();
    expect(lineOf("[other 1/1] RUN x")).toBeUndefined();
  });
});
