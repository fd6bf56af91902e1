import { expect, it } from "vitest";
import { parseOsRelease, toDistro } from "./os-release.ts";

it("reads Debian's", () => {
  const text = `PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
NAME="Debian GNU/Linux"
VERSION_ID="13"
VERSION_CODENAME=trixie
ID=debian
# a comment
HOME_URL="https://www.debian.org/"
`;
  const system = parseOsRelease(text, "etc/os-release");
  expect(system).toEqual({
    id: "debian",
    name: "Debian GNU/Linux",
    version: "13",
    codename: "trixie",
    prettyName: "Debian GNU/Linux 13 (trixie)",
    idLike: [],
    foundIn: "etc/os-release",
  });
  expect(toDistro(system)).toBe("debian-13");
});

it("takes quotes, escapes and carriage returns", () => {
  const system = parseOsRelease('ID=\'wolfi\'\r\nNAME="A \\"B\\" \\$C"\r\nID_LIKE="alpine  suse"\r\n', "x");
  expect(system).toMatchObject({ id: "wolfi", name: 'A "B" $C', idLike: ["alpine", "suse"] });
  expect(toDistro(system)).toBe("wolfi");
});

it.each(["", "NAME=Debian", "ID=", 'ID="<script>"', "\0\0\0"])("%j names no system", (text) => {
  expect(parseOsRelease(text, "x")).toBeUndefined();
});
