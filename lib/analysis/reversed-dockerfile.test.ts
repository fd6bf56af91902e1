import { expect, it } from "vitest";
import type { ImageConfig } from "../oci/types.ts";
import { findDockerfileLines } from "./dockerfile-links.ts";
import { toReversedDockerfile } from "./reversed-dockerfile.ts";

const config = (history: ImageConfig["history"]): ImageConfig => ({
  architecture: "amd64",
  os: "linux",
  config: {},
  rootfs: { diff_ids: [] },
  history,
});
const layer = (sizeBytes: number, fromBase = false) => ({
  diffId: `sha256:${sizeBytes}`,
  sizeBytes,
  fromBase,
});

it("tells the history of both builders, with each layer's bytes", () => {
  const lines = toReversedDockerfile(
    config([
      { created_by: "/bin/sh -c #(nop) ADD file:abc in / " },
      { created_by: '/bin/sh -c #(nop)  CMD ["sh"]', empty_layer: true },
      {
        created_by: "COPY /out/app /app # buildkit",
        comment: "buildkit.dockerfile.v0",
        created: "2026-11-22T00:00:00Z",
      },
      {
        created_by:
          "RUN |2 A=1 B=two words /bin/sh -c apt-get update && apt-get install -y ca-certificates curl && rm -rf /var/lib/apt/lists # buildkit",
      },
      { created_by: "EXPOSE map[8080/tcp:{} 9090/udp:{}]", empty_layer: true },
      { created_by: "/bin/bash -o pipefail -c make", empty_layer: true },
      { created_by: "imagediet bases: rootfs.tar" },
      { empty_layer: true },
    ]),
    [layer(100, true), layer(20), layer(3), layer(4)],
  );
  expect(lines.map(({ text }) => text)).toEqual([
    "ADD file:abc in /",
    'CMD ["sh"]',
    "COPY /out/app /app",
    "RUN apt-get update \\\n && apt-get install -y ca-certificates curl \\\n && rm -rf /var/lib/apt/lists",
    "EXPOSE 8080/tcp 9090/udp",
    "RUN make",
    "# imagediet bases: rootfs.tar",
    "# no command is told",
  ]);
  expect(lines.map(({ layer: made }) => made?.sizeBytes)).toEqual([
    100,
    undefined,
    20,
    3,
    undefined,
    undefined,
    4,
    undefined,
  ]);
  expect(lines.map(({ fromBase }) => fromBase)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(lines[2]).toMatchObject({
    instruction: "COPY",
    createdAt: "2026-11-22T00:00:00Z",
    layer: { index: 1 },
  });
});

it("says which layers the history does not tell of", () => {
  const lines = toReversedDockerfile(config([{ created_by: "COPY a a" }]), [layer(1), layer(2)]);
  expect(lines.map(({ text, layer: made }) => [text, made?.index])).toEqual([
    ["# a layer that the history does not tell of", 0],
    ["COPY a a", 1],
  ]);
  expect(toReversedDockerfile(config([{ created_by: "COPY a a" }]), [])[0]).not.toHaveProperty("layer");
});

it("links steps to the lines of the Dockerfile that made them", () => {
  const dockerfile = `# comment
ARG BASE=alpine
FROM \${BASE} AS build
RUN --mount=type=cache,target=/x \\
    # inside
    make \\
 && cp out "$(pwd)/app"

FROM scratch
COPY --from=build --chown=1:1 /out/app /app
ENV ADDR=0.0.0.0:8080
ARG VARIANT=x
LABEL title="\${PACKAGE}" \\
      variant="\${VARIANT}"
USER 65532:65532
`;
  const steps = toReversedDockerfile(
    config(
      [
        "imagediet bases: rootfs.tar",
        'RUN /bin/sh -c make  && cp out "$(pwd)/app" # buildkit',
        "COPY /out/app /app # buildkit",
        "ENV ADDR=0.0.0.0:8080",
        "ARG VARIANT=scratch",
        "LABEL title=whoami variant=scratch",
        "USER 65532:65532",
        "USER 1",
      ].map((created_by) => ({ created_by })),
    ),
    [layer(1, true)],
  );
  expect(findDockerfileLines(steps, dockerfile)).toEqual([undefined, 4, 10, 11, 12, 13, 15, undefined]);
});
