/**
 * Returns true for a name that every object inherits, such as `constructor`. The validator takes such names for known
 * fields.
 */
export const isInheritedName = (name: string): boolean => name === 'prototype' || name in Object.prototype;
