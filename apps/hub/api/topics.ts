/**
 * What resources are about: the first part of their keys. A change of a topic loads its resources again.
 * `self` is the caller; `billing` has add-ons and charges; `log` has what is read from the log itself.
 */
export type Topic =
  | 'self'
  | 'tickets'
  | 'live'
  | 'dashboard'
  | 'programme'
  | 'billing'
  | 'inquiries'
  | 'directory'
  | 'agents'
  | 'deliveries'
  | 'health'
  | 'reports'
  | 'ledger'
  | 'log'
  | 'time';
