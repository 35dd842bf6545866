/** The log contradicts what was signed of it. Nothing is signed until an operator has found out why. */
export class TreeContradicted extends Error {
  readonly code = 'tree-contradicted';
  constructor(origin: string, reason: string) {
    super(
      `The log does not extend what was signed as ${origin}: ${reason}. Nothing more is signed. Run ` +
        '"ledgerdesk doctor --deep" to find what was changed, and restore the log from a backup.',
    );
  }
}

/** The last checkpoint was signed by a key that this engine does not have. */
export class SignedByAnotherKey extends Error {
  readonly code = 'signed-by-another-key';
  constructor(origin: string, signedBy: string) {
    super(
      `The last checkpoint of ${origin} was signed by ${signedBy}, not by LEDGER_KEY. To change the key, set ` +
        'LEDGER_PREVIOUS_KEY to the one before for one start: both then sign the next checkpoint.',
    );
  }
}
