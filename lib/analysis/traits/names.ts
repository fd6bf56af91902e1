import { findText, hasPath, listVisible } from "../image-content.ts";
import type { Trait, TraitInput } from "./types.ts";

const MAX_CHARACTERS = 200;

/** How names are looked up: only glibc reads it. */
export function findNsswitch({ image }: TraitInput): Trait {
  const text = findText(image, "etc/nsswitch.conf");
  const hosts =
    text === undefined ? undefined : /^[ \t]*hosts:(.*)$/m.exec(text)?.[1]?.trim().slice(0, MAX_CHARACTERS);
  if (hosts !== undefined) {
    return {
      id: "nsswitch",
      state: "present",
      value: hosts,
      evidence: [`/etc/nsswitch.conf: hosts: ${hosts}`],
    };
  }
  const hasGlibc = listVisible(image).some(({ file }) => /(^|\/)libc\.so\.6$/.test(file.path));
  return {
    id: "nsswitch",
    state: "absent",
    value: "none",
    evidence: [text === undefined ? "no /etc/nsswitch.conf" : "/etc/nsswitch.conf names no hosts"],
    ...(hasGlibc && {
      breaks:
        "glibc asks DNS before /etc/hosts: names given by --add-host or a test setup may be passed over.",
      mend: 'RUN echo "hosts: files dns" > /etc/nsswitch.conf',
    }),
  };
}

const UTF8 = /utf-?8/i;

/** Whether text is UTF-8 to C programs; Rust's own strings are, whatever this says. */
export function findLocale({ image, config }: TraitInput): Trait {
  const set = config.Env?.filter((variable) => /^(LANG|LC_ALL|LC_CTYPE)=/.test(variable)) ?? [];
  const installed = [
    "usr/lib/locale/C.utf8",
    "usr/lib/locale/C.UTF-8",
    "usr/lib/locale/locale-archive",
  ].filter((path) => hasPath(image, path));
  const isMusl = listVisible(image).some(({ file }) => /(^|\/)ld-musl-[^/]+$/.test(file.path));
  const evidence = [
    ...set.map((variable) => `ENV ${variable}`),
    ...installed.map((path) => `/${path}`),
    ...(isMusl ? ["musl is always UTF-8"] : []),
  ];
  if (set.some((variable) => UTF8.test(variable))) {
    return { id: "locale", state: "present", value: set[0]?.split("=")[1] ?? "UTF-8", evidence };
  }
  if (isMusl) return { id: "locale", state: "present", value: "UTF-8 (musl)", evidence };
  if (installed.length > 0) {
    return {
      id: "locale",
      state: "partial",
      value: "installed, not set",
      evidence,
      breaks: "C programs and shells treat text as ASCII until LANG is set; Rust programs do not care.",
      mend: "ENV LANG=C.UTF-8",
    };
  }
  return {
    id: "locale",
    state: "absent",
    value: "none",
    evidence: ["no LANG, no /usr/lib/locale"],
    breaks: "C programs treat text as ASCII; Rust programs do not care.",
    mend: "ENV LANG=C.UTF-8",
  };
}
