import { PositionOrInstantField } from '../http/fields.js';
import { Problem } from '../http/problem.js';

const AS_OF = {
  optional: true,
  description: 'Always refused with `no-past`: live queues and presence are only known as they are now.',
} as const;

/** `asOf` of a route without a past. */
export const NoPastField = (): PropertyDecorator => PositionOrInstantField(AS_OF);

/** Query parameters of a route without a past. */
export class NoPastParams {
  @NoPastField() asOf?: string;
}

/** Throws Problem for a request as of an earlier moment. */
export const assertPresent = ({ asOf }: NoPastParams): void => {
  if (asOf !== undefined)
    throw new Problem(400, 'no-past', 'Live queues and the presence of agents have no past. Omit asOf.');
};
