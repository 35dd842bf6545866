/** Something with a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Names by id. An unknown id is its own name; while names are still to come it has none, so that no id is shown for a
 * moment.
 */
export const nameIn =
  (named: readonly Named[], areComing = false) =>
  (id: string): string =>
    named.find((one) => one.id === id)?.name ?? (areComing ? '' : id);
