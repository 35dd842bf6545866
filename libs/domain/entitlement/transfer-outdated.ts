import { refuse } from '@ledgerdesk/kernel';

/** K4, R6: refuses a transfer of a request that is no longer with the agent who hands it over. */
export const transferOutdated = refuse(
  'conflict',
  'transfer-outdated',
  'The request is no longer with the agent who handed it over.',
  { rule: 'K4' },
);
