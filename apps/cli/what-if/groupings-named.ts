import { MAX_WHAT_IF_GROUPINGS, WHAT_IF_GROUPINGS, type WhatIfGrouping } from '@ledgerdesk/what-if';

/** Figures cannot be grouped as asked. */
class InvalidGroupings extends Error {
  readonly code = 'invalid-groupings';
}

const isGrouping = (name: string): name is WhatIfGrouping => WHAT_IF_GROUPINGS.some((known) => known === name);

/** Returns the groupings with these names. Throws InvalidGroupings for others, and for too many. */
export const groupingsNamed = (names: readonly string[]): readonly WhatIfGrouping[] => {
  const groupings = [...new Set(names)].filter(isGrouping);
  if (groupings.length < names.length || names.length > MAX_WHAT_IF_GROUPINGS)
    throw new InvalidGroupings(
      `Group by up to ${MAX_WHAT_IF_GROUPINGS} of ${WHAT_IF_GROUPINGS.join(', ')}, each once, separated by commas.`,
    );
  return groupings;
};
