import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readLogStream } from "./container-log.ts";
import { toProcesses } from "./container-processes.ts";
import { toMs } from "./containers.ts";

function frame(stream: 1 | 2, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

const ROOM = { readBytes: 1000, keepBytes: 1000 };

describe("readLogStream", () => {
  it("takes the text of both streams out of its frames, however they are cut into chunks", async () => {
    const raw = Buffer.concat([frame(1, "one\n"), frame(2, "zwölf\n")]);
    for (const size of [1, 3, 8, 9, 100]) {
      const chunks = Array.from({ length: Math.ceil(raw.length / size) }, (_, index) =>
        raw.subarray(index * size, (index + 1) * size),
      );
      expect(await readLogStream(Readable.from(chunks), ROOM)).toEqual({
        text: "one\nzwölf\n",
        isCut: false,
      });
    }
  });

  it("keeps the end and says that it is cut", async () => {
    const log = Readable.from([frame(1, "x".repeat(50)), frame(1, "the end")]);
    expect(await readLogStream(log, { readBytes: 1000, keepBytes: 7 })).toEqual({
      text: "the end",
      isCut: true,
    });
  });

  it("reads no more than it may of a log without end", async () => {
    let made = 0;
    const flood = Readable.from(
      (function* () {
        for (;;) {
          made += 1;
          yield frame(1, "y".repeat(100));
        }
      })(),
    );
    expect((await readLogStream(flood, ROOM)).isCut).toBe(true);
    expect(made).toBeLessThan(50);
  });

  it("takes a frame that is not whole for what there is of it", async () => {
    const half = frame(1, "0123456789").subarray(0, 12);
    expect((await readLogStream(Readable.from([half]), ROOM)).text).toBe("0123");
  });
});

describe("toProcesses", () => {
  const Titles = ["PID", "RSS", "NLWP", "UID", "GID"];

  it("finds columns by name and gives bytes", () => {
    expect(toProcesses({ Titles, Processes: [["7", "2048", "3", "65532", "65531"]] })).toEqual([
      { pid: 7, rssBytes: 2_097_152, threads: 3, uid: 65532, gid: 65531 },
    ]);
  });

  it("is nothing where another ps has other columns or words", () => {
    expect(toProcesses({ Titles: ["PID", "COMMAND"], Processes: [["7", "x"]] })).toBeUndefined();
    expect(toProcesses({ Titles, Processes: [["7", "?", "3", "1", "1"]] })).toBeUndefined();
  });
});

describe("toMs", () => {
  it("keeps the fraction of an engine's time", () => {
    expect(toMs("2026-11-22T02:41:00.123456789Z")).toBeCloseTo(
      Date.parse("2026-11-22T02:41:00Z") + 123.456789,
      3,
    );
    expect(toMs("2026-11-22T02:41:00Z")).toBe(Date.parse("2026-11-22T02:41:00Z"));
  });

  it("takes the year 1 for never", () => {
    expect(toMs("0001-01-01T00:00:00Z")).toBeUndefined();
    expect(toMs("nonsense")).toBeUndefined();
  });
});
