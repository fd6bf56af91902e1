import { expect, it } from "vitest";
import { parseDebianCopyright, toCopyrightPackage } from "./debian-copyright.ts";
import { toSpdxLicence } from "./spdx-licence.ts";

it("reads the machine-readable format", () => {
  const text = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Files: *
License: GPL-2+ or Artistic

License: BSD-3-clause
 Redistribution and use …
 License: not a field
License: GPL-2+
License:
`;
  expect(parseDebianCopyright(text)).toEqual(["Artistic", "BSD-3-clause", "GPL-2+"]);
});

it("falls back to the common licences that a free text refers to", () => {
  const text =
    "On Debian systems the text is in /usr/share/common-licenses/LGPL-2.1. Also `/usr/share/common-licenses/GPL-2'.";
  expect(parseDebianCopyright(text)).toEqual(["GPL-2", "LGPL-2.1"]);
  expect(parseDebianCopyright("Do what you like. License: none")).toEqual([]);
});

it("knows the package by the path", () => {
  expect(toCopyrightPackage("usr/share/doc/libc6/copyright")).toBe("libc6");
  expect(toCopyrightPackage("usr/share/doc/libc6/changelog.gz")).toBeUndefined();
});

it.each([
  ["GPL-2+", "GPL-2.0-or-later"],
  ["LGPL-2.1", "LGPL-2.1-only"],
  ["Expat", "MIT"],
  ["public-domain", undefined],
])("%s is %s in SPDX", (name, id) => {
  expect(toSpdxLicence(name)).toBe(id);
});
