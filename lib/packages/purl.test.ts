import { expect, it } from "vitest";
import { toPurl } from "./purl.ts";

it.each([
  [
    { type: "deb", namespace: "debian", name: "libc6", version: "2.41-12+deb13u4" },
    "pkg:deb/debian/libc6@2.41-12%2Bdeb13u4",
  ],
  [
    {
      type: "deb",
      namespace: "debian",
      name: "libstdc++6",
      version: "1:2~rc1",
      qualifiers: { distro: "debian-13", arch: "amd64" },
    },
    "pkg:deb/debian/libstdc%2B%2B6@1:2~rc1?arch=amd64&distro=debian-13",
  ],
  [
    {
      type: "APK",
      namespace: "alpine",
      name: "musl",
      version: "1.2.5-r0",
      qualifiers: { arch: undefined, distro: "" },
    },
    "pkg:apk/alpine/musl@1.2.5-r0",
  ],
  [{ type: "cargo", name: "a b/c@d?e#f", version: "" }, "pkg:cargo/a%20b%2Fc%40d%3Fe%23f"],
  [{ type: "generic", namespace: "/x//y z/", name: "n'(1)*!" }, "pkg:generic/x/y%20z/n%27%281%29%2A%21"],
  [{ type: "cargo", name: "lone\ud800" }, "pkg:cargo/lone%EF%BF%BD"],
])("%j is %s", (parts, purl) => {
  expect(toPurl(parts)).toBe(purl);
});
