import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parseOptions } from "./options.mjs";

describe("parseOptions", () => {
  it("has a default for everything", () => {
    expect(parseOptions([], {})).toEqual({
      help: false,
      install: true,
      firstRun: true,
      host: "127.0.0.1",
      port: 3000,
      home: join(homedir(), ".local/state/image-diet"),
    });
  });

  it("takes the command line before the environment", () => {
    const options = parseOptions(["--port", "4000", "--home", "state", "--no-install", "--no-first-run"], {
      PORT: "5000",
      IMAGE_DIET_HOME: "/elsewhere",
    });
    expect(options).toMatchObject({ port: 4000, home: resolve("state"), install: false, firstRun: false });
    expect(parseOptions([], { PORT: "5000", IMAGE_DIET_HOME: "/elsewhere" })).toMatchObject({
      port: 5000,
      home: "/elsewhere",
    });
  });

  it.each([
    [["--port", "0"], {}, "--port 0 is no port"],
    [["--port", "http"], {}, "--port http is no port"],
    [[], { PORT: "70000" }, "PORT 70000 is no port"],
    [["--prot", "1"], {}, "Unknown option '--prot'"],
    [["now"], {}, "Unexpected argument 'now'"],
    [[], { HOST: "0.0.0.0" }, "set IMAGE_DIET_TOKEN"],
  ])("refuses %j with %j in one sentence", (argv, env, sentence) => {
    expect(() => parseOptions(argv, env)).toThrow(sentence);
  });

  it("lets other machines in with a token", () => {
    expect(parseOptions([], { HOST: "0.0.0.0", IMAGE_DIET_TOKEN: "secret" }).host).toBe("0.0.0.0");
    expect(parseOptions([], { HOST: "::1" }).host).toBe("::1");
  });
});
