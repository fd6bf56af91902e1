import { LicenseExpression, NamedLicense, SpdxLicense } from "@cyclonedx/cyclonedx-library/Models";
import { isSupportedSpdxId } from "@cyclonedx/cyclonedx-library/SPDX";
import { toSpdxLicence } from "./spdx-licence.ts";

type Licence = LicenseExpression | NamedLicense | SpdxLicense;

const OPERATOR = /\s+(?:AND|OR|WITH)\s+/;

/**
 * Licences in CycloneDX's words: SPDX identifiers where they are known, one SPDX expression where that is all there is,
 * else names as the package has them. CycloneDX takes one expression or any number of others, never both.
 */
export function toCycloneDxLicences(licences: readonly string[]): Licence[] {
  const [only] = licences;
  if (only !== undefined && licences.length === 1 && isSpdxExpression(only)) {
    return [new LicenseExpression(only)];
  }
  return licences
    .filter((name) => name.trim() !== "")
    .map((name) => {
      // Debian's "GPL-2+" is an identifier too, a withdrawn one
      const id = toSpdxLicence(name) ?? name;
      return isSupportedSpdxId(id) ? new SpdxLicense(id) : new NamedLicense(name);
    });
}

/** Only where every part is known: a wrong expression makes the whole document invalid to strict readers. */
function isSpdxExpression(text: string): boolean {
  if (!OPERATOR.test(text) || /[()]/.test(text)) return false;
  return text.split(OPERATOR).every((part) => isSupportedSpdxId(part.trim()));
}
