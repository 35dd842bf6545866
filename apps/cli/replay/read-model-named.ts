import type { Projection } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { InvalidArgumentError } from 'commander';

/** Finds a read model by its name. @throws InvalidArgumentError if there is none */
export const readModelNamed = (name: string): Projection => {
  const found = PROJECTIONS.find((projection) => projection.name === name);
  if (found) return found;
  const names = PROJECTIONS.map((projection) => projection.name).toSorted();
  throw new InvalidArgumentError(`Use one of ${names.join(', ')}.`);
};
