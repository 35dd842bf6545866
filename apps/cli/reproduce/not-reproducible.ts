/** An answer of which this release, or this command, cannot compute another one. */
export class NotReproducible extends Error {
  readonly code = 'not-reproducible';
}
