import { pino } from "pino";

/** The web process's log, one JSON object a line on standard error. */
export const webLog = pino({ name: "web", level: process.env.LOG_LEVEL ?? "info" }, pino.destination(2));
