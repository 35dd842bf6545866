import type { ProblemDeclaration } from './problem-declaration.js';

/** The tree of the log, its checkpoints and proofs. */
export const LEDGER_PROBLEMS = {
  'checkpoint-not-found': {
    status: 404,
    cause: 'The log has no signed checkpoint yet.',
    remedy: 'Retry a second after the first events are recorded, or when the tree of an older log is complete.',
  },
  'leaf-not-found': {
    status: 404,
    cause: 'The tree of the log has no such leaf at this size.',
    remedy: 'Use the position of an event of the engine that the checkpoint includes.',
  },
  'size-not-signed': {
    status: 422,
    cause: 'No checkpoint of this log has as many leaves.',
    remedy: 'Use a size of at most that of `GET /v1/ledger/checkpoint`.',
  },
  'ticket-too-long': {
    status: 422,
    cause: 'The ticket has more events than a bundle may have.',
    remedy: 'Read its events at `GET /v1/log/events`, and their proofs at `GET /v1/ledger/proofs/inclusion`.',
  },
  'tile-not-found': {
    status: 404,
    cause: 'The last checkpoint has no such tile, or the path is not one of tlog-tiles.',
    remedy: 'Compute the paths of tiles from the size of a checkpoint.',
  },
  'time-stamp-not-found': {
    status: 404,
    cause: 'No checkpoint of at most this size has a time stamp.',
    remedy: 'Ask for a larger size, or wait for the next time stamp.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;
