export type CacheLimits<Value> = {
  weigh: (value: Value) => number;
  /** Of all kept values together; one that is heavier by itself is not kept. */
  maxWeight: number;
  maxValues: number;
};

/** The values that were asked for last, for what never changes: nothing here goes stale. */
export class WeighedCache<Value> {
  readonly #limits: CacheLimits<Value>;
  readonly #kept = new Map<string, { value: Value; weight: number }>();
  #weight = 0;

  constructor(limits: CacheLimits<Value>) {
    this.#limits = limits;
  }

  get(key: string): Value | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  /** Keeps it, and lets go of the oldest ones that are too many or too heavy. */
  set(key: string, value: Value): void {
    const { weigh, maxWeight, maxValues } = this.#limits;
    const weight = weigh(value);
    if (weight > maxWeight) return;
    this.#drop(key);
    this.#kept.set(key, { value, weight });
    this.#weight += weight;
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= maxValues && this.#weight <= maxWeight) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#weight -= this.#kept.get(key)?.weight ?? 0;
    this.#kept.delete(key);
  }
}
