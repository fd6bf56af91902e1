import { request } from "node:http";

/**
 * The status of an answer to GET; undefined where nothing answers in time.
 * @param {import("node:http").RequestOptions} options host and port, or socketPath; path
 * @param {number} [timeoutMs]
 * @returns {Promise<{ status: number, body: string } | undefined>}
 */
export function getHttp(options, timeoutMs = 2_000) {
  return new Promise((resolve) => {
    const call = request({ ...options, agent: false, timeout: timeoutMs }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (text) => {
        if (body.length < 100_000) body += text;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
      answer.on("error", () => resolve(undefined));
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve(undefined));
    call.end();
  });
}
