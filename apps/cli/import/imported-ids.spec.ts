import { ID_PATTERN } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { idOf, personIdOf } from './imported-ids.js';

describe('ids of imported labels', () => {
  const label = fc.oneof(
    fc.string(),
    fc.constantFrom('Value 1', 'Value-1', 'value 1', 'Ünï Ltd', '__proto__', 'x'.repeat(65)),
  );

  it.each([
    ['labels', idOf],
    ['people', personIdOf],
  ])('are valid ids, unique for all %s', (_, toId) => {
    fc.assert(
      fc.property(label, label, (a, b) => {
        expect(toId(a)).toMatch(ID_PATTERN);
        expect(toId(a) === toId(b)).toBe(a === b);
      }),
    );
  });

  it('differ for a label that looks like a generated id', () => {
    expect(idOf(idOf('Blue Ltd'))).not.toBe(idOf('Blue Ltd'));
  });

  it('keep labels that are valid ids and hide the names of people', () => {
    expect(idOf('blue-7')).toBe('blue-7');
    expect(idOf('Blue Ltd')).toMatch(/^Blue-Ltd_[0-9a-f]{16}$/);
    expect(personIdOf('ana.rossi@blue.example')).toMatch(/^person_[0-9a-f]{16}$/);
  });
});
