// zod tries whether it may compile its parsers. The page's policy refuses that, and each try would count as a violation.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
