import { isRecord } from '@ledgerdesk/kernel';
import type { FastifyRequest } from 'fastify';
import { isInheritedName } from './inherited-name.js';
import { invalidInput } from './validation.js';

/** Refuses query parameters with the name of an inherited property, as the validator does unknown ones. */
export const queryNamesHook = async ({ query, is404 }: FastifyRequest): Promise<void> => {
  const names = isRecord(query) && !is404 ? Object.keys(query).filter(isInheritedName) : [];
  if (names.length === 0) return;
  throw invalidInput(
    names.map((field) => ({
      field,
      message: `property ${field} should not exist`,
      check: 'whitelistValidation',
    })),
  );
};
