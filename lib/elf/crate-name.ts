/** Which crate a Rust symbol belongs to. Mangling: RFC 2603 (v0) and rustc's older `_ZN…17h<hash>E`. */

const MAX_DEPTH = 32;
const LEGACY_HASH = /^17h[0-9a-f]{16}E/;
/** How the older mangling writes `<`. */
const LEGACY_LESS_THAN = "$LT$";
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The crate of a mangled Rust symbol (`tokio`); undefined for C symbols and for names it cannot read. */
export function findCrateName(symbol: string): string | undefined {
  if (symbol.startsWith("_R")) return asIdentifier(new V0Parser(symbol).crate());
  if (!symbol.startsWith("_ZN")) return undefined;
  const hash = symbol.slice(symbol.lastIndexOf("17h"));
  return LEGACY_HASH.test(hash) ? asIdentifier(findLegacyCrate(symbol)) : undefined;
}

function asIdentifier(name: string | undefined): string | undefined {
  return name !== undefined && IDENTIFIER.test(name) ? name : undefined;
}

/** `_ZN3std2io5stdio6_print17h…E` -> std; `_ZN59_$LT$regex..Regex$u20$as$u20$core..fmt..Debug$GT$…` -> regex. */
function findLegacyCrate(symbol: string): string | undefined {
  const length = /^_ZN(\d{1,4})/.exec(symbol)?.[1];
  if (length === undefined) return undefined;
  const start = 3 + length.length;
  const part = symbol.slice(start, start + Number(length));
  const text = part.startsWith("_$") ? part.slice(1) : part;
  if (!text.startsWith(LEGACY_LESS_THAN)) return /^[A-Za-z_]\w*/.exec(text)?.[0];
  // The first name that is followed by `..`, the legacy way to write `::`: the type's, else the trait's. Parameters (`T`)
  // have none, and what is escaped between dollars is no name.
  return /([A-Za-z_]\w*)\.\./.exec(text)?.[1];
}

class V0Parser {
  readonly #text: string;
  #at = 2;
  #depth = 0;

  constructor(symbol: string) {
    this.#text = symbol;
  }

  crate(): string | undefined {
    // a version number would stand here; none is defined yet
    return this.#path();
  }

  #path(): string | undefined {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) return undefined;
    const tag = this.#take();
    if (tag === "C") {
      this.#skipDisambiguator();
      return this.#identifier();
    }
    if (tag === "N") {
      this.#at += 1;
      return this.#path();
    }
    if (tag === "M" || tag === "X") {
      this.#skipDisambiguator();
      return this.#path();
    }
    if (tag === "Y") return this.#type() ?? this.#path();
    if (tag === "I") return this.#path();
    if (tag === "B") return this.#backReference(() => this.#path());
    return undefined;
  }

  /** The crate of a type; undefined, with the parser behind it, for the basic types. */
  #type(): string | undefined {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) return undefined;
    const tag = this.#text[this.#at];
    if (tag === undefined) return undefined;
    if (/[a-z]/.test(tag)) {
      this.#at += 1;
      return undefined;
    }
    if (tag === "R" || tag === "Q") {
      this.#at += 1;
      if (this.#text[this.#at] === "L") {
        this.#at += 1;
        this.#base62();
      }
      return this.#type();
    }
    if ("POAST".includes(tag)) {
      this.#at += 1;
      return this.#type();
    }
    if (tag === "B") {
      this.#at += 1;
      return this.#backReference(() => this.#type());
    }
    return this.#path();
  }

  /** Positions count from behind `_R`, and only ever point backwards. */
  #backReference(read: () => string | undefined): string | undefined {
    const from = this.#at;
    const target = this.#base62();
    if (target === undefined || target + 2 >= from) return undefined;
    const after = this.#at;
    this.#at = target + 2;
    const found = read();
    this.#at = after;
    return found;
  }

  #identifier(): string | undefined {
    if (this.#text[this.#at] === "u") this.#at += 1;
    const digits = /^\d{1,4}/.exec(this.#text.slice(this.#at, this.#at + 4))?.[0];
    if (digits === undefined) return undefined;
    this.#at += digits.length;
    if (this.#text[this.#at] === "_") this.#at += 1;
    const name = this.#text.slice(this.#at, this.#at + Number(digits));
    this.#at += Number(digits);
    return name;
  }

  #skipDisambiguator(): void {
    if (this.#text[this.#at] !== "s") return;
    this.#at += 1;
    this.#base62();
  }

  /** `_` is 0, `0_` is 1. */
  #base62(): number | undefined {
    const digits = /^([0-9A-Za-z]{0,12})_/.exec(this.#text.slice(this.#at, this.#at + 13))?.[1];
    if (digits === undefined) return undefined;
    this.#at += digits.length + 1;
    if (digits === "") return 0;
    let value = 0;
    for (const digit of digits) value = value * 62 + BASE62.indexOf(digit);
    return value + 1;
  }

  #take(): string | undefined {
    const character = this.#text[this.#at];
    this.#at += 1;
    return character;
  }
}

const BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
