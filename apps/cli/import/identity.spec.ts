import { ID_PATTERN } from '@ledgerdesk/events';
import fc from 'fast-check';
import { idOf, personIdOf } from './identity.js';

describe('ids of what a log names', () => {
  const label = fc.oneof(
    fc.string(),
    fc.constantFrom('Value 1', 'Value-1', 'value 1', 'Ünï Ltd', '__proto__', 'x'.repeat(65)),
  );

  it.each([
    ['labels', idOf],
    ['people', personIdOf],
  ])('are ids, and no two %s share one', (_, made) => {
    fc.assert(
      fc.property(label, label, (a, b) => {
        expect(made(a)).toMatch(ID_PATTERN);
        expect(made(a) === made(b)).toBe(a === b);
      }),
    );
  });

  it('differ from a label that looks like a made one', () => {
    expect(idOf(idOf('Blue Ltd'))).not.toBe(idOf('Blue Ltd'));
  });

  it('leave a label that is an id, and hide what else a person is called', () => {
    expect(idOf('blue-7')).toBe('blue-7');
    expect(idOf('Blue Ltd')).toMatch(/^Blue-Ltd_[0-9a-f]{16}$/);
    expect(personIdOf('ana.rossi@blue.example')).toMatch(/^person_[0-9a-f]{16}$/);
  });
});
