// Lets Node resolve the `@/` root alias that Next and TypeScript know: `node --import ./bin/alias.mjs file.ts`.
import { registerHooks } from "node:module";

const root = new URL("../", import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    return next(specifier.startsWith("@/") ? new URL(specifier.slice(2), root).href : specifier, context);
  },
});
