/**
 * One tally for each group, created when the group first occurs. A group is an object of texts.
 *
 * @example
 * const byMonth = new Tallies((group: { month: string }) => ({ ...group, charges: 0 }));
 * byMonth.of({ month: '2026-11' }).charges += 1;
 */
export class Tallies<Group extends Readonly<Record<string, string>>, T> {
  readonly #tallies = new Map<string, T>();

  constructor(private readonly create: (group: Group) => T) {}

  of(group: Group): T {
    const key = Object.values(group).join(' ');
    const known = this.#tallies.get(key);
    if (known !== undefined) return known;
    const created = this.create(group);
    this.#tallies.set(key, created);
    return created;
  }

  /** The tallies, sorted by the values of their groups. */
  sorted(): readonly T[] {
    return [...this.#tallies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
  }
}
