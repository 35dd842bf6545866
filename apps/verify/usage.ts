/** Thrown for arguments that make no command. */
export class UsageError extends Error {}

export const USAGE = `Verifies what a Ledgerdesk log says, offline. Trusts only the public key that you pass and the
checkpoint that you saved.

  consistency  --key <vkey> --saved <file> --checkpoint <file> [--proof <file> | --tiles <folder>]
               Does the log still contain everything that the saved checkpoint covers?
  bundle       --key <vkey> [--saved <file>] [--proof <file>] <bundle.json>
               Does the log contain the events of this ticket, as the bundle shows them?
  range        --key <vkey> [--saved <file>] --checkpoint <file> --tiles <folder> <file>
               Are these envelopes the ones that the log has at their place?
  log          --key <vkey> [--saved <file>] --checkpoint <file> [--tiles <folder>] [--threads <n>] <file>
               Is the file of "ledgerdesk export --envelopes" the whole log? With tiles: which events differ?
               Compares bytes, and does not judge what the events say.
  cosignatures --key <vkey> --checkpoint <file> --witness <vkey>
               Which witnesses that you trust have cosigned the checkpoint, and when?
  timestamp    --key <vkey> [--checkpoint <file>] [--tsa-cert <file>] <file>
               When did the checkpoint exist, by this time stamp of /v1/ledger/timestamp or of RFC 3161 (.tsr)?

  --key      public key of the log, or a file with it; repeat it for several keys
  --handovers  the document of /v1/ledger/keys: trusts the keys too that a key of yours has handed over to
  --witness  public key of a witness, or a file with it; repeat it for several
  --tsa-cert   certificates in PEM of time-stamp authorities that you trust, or of those that certify them
  --json     write the report as JSON

Exit codes: 0 sound, 1 damage, 2 cannot be known, 64 wrong arguments.
`;
