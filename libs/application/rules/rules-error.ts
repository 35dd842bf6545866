/** A file of rules that cannot be used; the message names the file, the place and what is wrong there. */
export class RulesError extends Error {
  readonly code = 'invalid-rules';
}
