/** Thrown if a text is no signed note, no key or no checkpoint. */
export class MalformedNote extends Error {
  override readonly name = 'MalformedNote';
}

/** Thrown if a signature by a trusted key is not one of that key over the text. */
export class InvalidSignature extends Error {
  override readonly name = 'InvalidSignature';
}

/** Thrown if no trusted key signed a note. */
export class UntrustedNote extends Error {
  override readonly name = 'UntrustedNote';
}
