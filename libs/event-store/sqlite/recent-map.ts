/**
 * A map that keeps at least the last `capacity` entries set, and at most twice as many. Evicts a whole generation at a
 * time: deleting the oldest entry of a Map one by one makes each lookup of the next oldest scan the deleted ones.
 */
export class RecentMap<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  constructor(private readonly capacity: number) {}

  get(key: string): Value | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }

  set(key: string, value: Value): void {
    this.young.set(key, value);
    if (this.young.size < this.capacity) return;
    this.old = this.young;
    this.young = new Map();
  }
}
