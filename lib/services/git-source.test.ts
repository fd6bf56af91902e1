import { describe, expect, it } from "vitest";
import { parseEnv } from "../env.ts";
import { checkGitSource, gitFolder, listGitHosts, readGitSource, writeGitSource } from "./git-source.ts";

const HOSTS = ["git.test", "other.test:8443"];

describe("checkGitSource", () => {
  it("takes https from hosts that are allowed", () => {
    expect(checkGitSource({ url: "https://git.test/team/app.git" }, HOSTS)).toEqual({
      url: "https://git.test/team/app.git",
    });
    const source = { url: "https://other.test:8443/app", ref: "release/1.2" };
    expect(checkGitSource(source, HOSTS)).toEqual(source);
    expect(readGitSource(writeGitSource(source))).toEqual(source);
  });

  it.each([
    ["file:///etc", "bad-input", "no https://"],
    ["ext::sh -c id", "bad-input", "no https://"],
    ["git@git.test:team/app.git", "bad-input", "no https://"],
    ["--upload-pack=id", "bad-input", "no https://"],
    ["http://git.test/app", "bad-input", "no https://"],
    ["https://me:secret@git.test/app", "bad-input", "a password"],
    ["https://git.test/app?x#main", "bad-input", "ends with its path"],
    ["https://git.test.evil.example/app", "forbidden", "only git.test, other.test:8443 may be allowed"],
    ["https://git.test:444/app", "forbidden", "git.test:444 is no host"],
  ])("refuses %s: %s", (url, code, words) => {
    const refused = () => checkGitSource({ url }, HOSTS);
    expect(refused).toThrow(expect.objectContaining({ code }));
    expect(refused).toThrow(words);
  });

  it.each(["-x", "a..b", "a b", "a\nb", "@{u}", "/x", ""])("refuses %j as a branch", (ref) => {
    expect(() => checkGitSource({ url: "https://git.test/app", ref }, HOSTS)).toThrow("no name of a branch");
  });
});

describe("a clone's folder", () => {
  it("is below the state directory whatever the address says, and another for another branch", () => {
    const one = gitFolder("/state", "https://git.test/../../etc");
    expect(one).toMatch(/^\/state\/sources\/[0-9a-f]{32}$/);
    expect(gitFolder("/state", "https://git.test/../../etc#v1")).not.toBe(one);
  });
});

describe("listGitHosts", () => {
  it("is empty until an operator says otherwise", () => {
    expect(listGitHosts(parseEnv({}))).toEqual([]);
    expect(listGitHosts(parseEnv({ IMAGE_DIET_GIT_HOSTS: " Git.test, ,b:8443" }))).toEqual([
      "git.test",
      "b:8443",
    ]);
  });
});
