import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

/** Checks a document against CycloneDX's own schema of version 1.6. */
export function makeSbomValidator() {
  const folder = createRequire(import.meta.url)
    .resolve("@cyclonedx/cyclonedx-library/package.json")
    .replace("package.json", "res/schema/");
  const read = (name: string) => JSON.parse(readFileSync(`${folder}${name}.SNAPSHOT.schema.json`, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  ajv.addFormat("iri-reference", true).addFormat("idn-email", true);
  for (const name of ["spdx", "jsf-0.82"]) {
    ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  }
  return ajv.compile(read("bom-1.6"));
}
