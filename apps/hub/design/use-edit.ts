import { useState } from 'react';

/**
 * A value of a form about something that may change meanwhile: what the reader has made of it; until then, what is
 * known. An edit that has become what is known, such as by saving it, is none any more.
 *
 * @example
 * const [roles, setRoles] = useEdit(member.roles, isSameSet);
 */
export const useEdit = <T>(
  known: T,
  isSame: (a: T, b: T) => boolean = Object.is,
): readonly [value: T, edit: (value: T) => void] => {
  const [edit, setEdit] = useState<{ readonly value: T }>();
  if (edit && isSame(edit.value, known)) setEdit(undefined);
  return [edit ? edit.value : known, (value) => setEdit({ value })];
};
