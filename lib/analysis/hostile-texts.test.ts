import { describe, expect, it } from "vitest";
import { findFirstName } from "../oci/first-name.ts";
import { parseDpkgStatus } from "../packages/dpkg.ts";
import { findPackages } from "../packages/find-packages.ts";
import { toImageContent, toTextHistories } from "./image-content.ts";
import { toReversedDockerfile } from "./reversed-dockerfile.ts";
import { entry, folder, layer, whiteout } from "./testing/layers.ts";
import { findNsswitch } from "./traits/names.ts";
import { findWritablePaths } from "./traits/permissions.ts";

const MANY = 60_000;
const LONG = 2_000_000;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const packages = { packages: [], sources: [] };

/** Each of these took minutes to hours before it was bounded; the test's own limit is the judge. */
describe("texts and names that are made to take hours", () => {
  it("a configuration of empty lines", () => {
    const text = `${"\n".repeat(LONG)}hosts: files dns`;
    const image = toImageContent([
      layer([entry("etc/nsswitch.conf")], { texts: new Map([["etc/nsswitch.conf", text]]) }),
    ]);
    expect(findNsswitch({ image, config: {}, packages }).value).toBe("files dns");
  });

  it("a step of blanks, and one of digits", () => {
    const config = {
      architecture: "amd64",
      os: "linux",
      config: {},
      rootfs: { diff_ids: [] },
      history: [
        { created_by: `RUN a${" ".repeat(LONG)}b`, empty_layer: true },
        { created_by: `EXPOSE map[${"1".repeat(LONG)}:{}]`, empty_layer: true },
        {
          created_by:
            "RUN make  &&\tmake install && rm -rf /var/cache/everything/that/is/there/in/some/folder/x",
          empty_layer: true,
        },
      ],
    };
    const [blanks, digits, broken] = toReversedDockerfile(config, []);
    expect(blanks?.text.endsWith("…")).toBe(true);
    expect(blanks?.text.length).toBeLessThan(30_000);
    expect(digits?.text).toBe("EXPOSE ");
    expect(broken?.text.split(" \\\n && ")).toHaveLength(3);
  });

  it("as many folders that anybody may write to as an image can have", () => {
    const open = numbers(MANY).flatMap((at) => [
      folder(`d${at}`, { mode: 0o777 }),
      entry(`d${at}/f`, { mode: 0o666 }),
    ]);
    const found = findWritablePaths({
      image: toImageContent([layer(open)]),
      config: { User: "1000" },
      packages,
    });
    expect(found.value).toContain(`and ${MANY - 3} more`);
  });

  it("as many texts as removals, and a removal ends a text's history", () => {
    const paths = numbers(MANY).map((at) => `var/lib/dpkg/info/${at}.list`);
    const texts = new Map(paths.map((path) => [path, "/x"]));
    const below = layer(
      paths.map((path) => entry(path)),
      { texts },
    );
    const above = layer(
      [...numbers(MANY).map((at) => whiteout(`gone/${at}`)), ...paths.map((path) => entry(path))],
      { texts },
    );
    const histories = toTextHistories(toImageContent([below, above]));
    expect(histories).toHaveLength(MANY);
    expect(histories[0]?.versions).toHaveLength(2);
    const removing = layer([whiteout("var/lib/dpkg"), entry(paths[0] ?? "")], { texts });
    expect(toTextHistories(toImageContent([below, removing]))[0]?.versions).toHaveLength(1);
  });

  it("a package database of one line, and one that claims more packages than there are", () => {
    expect(parseDpkgStatus(`Package: ${"a".repeat(10_000_000)}\nVersion: 1\n`)).toHaveLength(1);
    expect(
      parseDpkgStatus(
        `Package: a\nVersion: 1\n${numbers(MANY)
          .map((at) => `X${at}: y`)
          .join("\n")}`,
      ),
    ).toHaveLength(1);
    const claimed = (from: number) =>
      numbers(40_000)
        .map((at) => `Package: p${from + at}\nVersion: 1\n`)
        .join("\n");
    const found = findPackages({
      texts: [0, 40_000].map((from) => ({
        path: from === 0 ? "var/lib/dpkg/status" : "var/lib/dpkg/status.d/more",
        versions: [{ layerIndex: 0, text: claimed(from) }],
      })),
      binaries: [],
      findLicences: () => undefined,
    });
    expect(found.packages).toHaveLength(40_000);
    expect(found.sources).toMatchObject([{ state: "read" }, { state: "unreadable", packages: 0 }]);
  });

  it("hard links in circles, in a layer of many files", () => {
    const links = numbers(MANY).map((at) => entry(`l${at}`, { kind: "hardlink", linkTarget: `l${at}` }));
    expect(links.map((link) => findFirstName(links, link)?.path).at(-1)).toBe(`l${MANY - 1}`);
    const [first, named] = [entry("a", { kind: "hardlink", linkTarget: "b" }), entry("b")];
    expect(findFirstName([first, named], first)).toBe(named);
    expect(findFirstName([first], first)).toBeUndefined();
  });
});
