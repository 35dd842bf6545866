/** The stable code of a fault, where it has one: errors are told by it, not by their class. */
export const errorCodeOf = (fault: unknown): string | undefined =>
  typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'string'
    ? fault.code
    : undefined;
