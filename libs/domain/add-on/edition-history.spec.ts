import { anEvent, recordedEvents } from '../../../test/support/recorded-events.js';
import { foldEvents } from '@ledgerdesk/kernel';
import { addOnDecider } from './decide.js';
import { editionHeldAt } from './state.js';

const addOn = foldEvents(
  addOnDecider,
  recordedEvents(
    anEvent('AddOnPurchased', { edition: 'essentials' }, '2026-11-10T00:00:00.000Z'),
    anEvent('EditionChanged', { from: 'essentials', to: 'enhanced', effectiveAt: '2026-11-20T00:00:00.000Z' }),
    anEvent('AddOnRemovalScheduled', { effectiveAt: '2026-12-01T00:00:00.000Z' }),
    anEvent('AddOnEnded', { endedAt: '2026-12-01T00:00:00.000Z' }),
    anEvent('AddOnPurchased', { edition: 'enhanced' }, '2026-12-10T00:00:00.000Z'),
    anEvent('EditionChangeScheduled', { from: 'enhanced', to: 'essentials', effectiveAt: '2027-01-01T00:00:00.000Z' }),
  ),
);

it.each([
  ['2026-11-09T23:59:59.999Z', undefined],
  ['2026-11-10T00:00:00.000Z', 'essentials'],
  ['2026-11-19T23:59:59.999Z', 'essentials'],
  ['2026-11-20T00:00:00.000Z', 'enhanced'],
  ['2026-11-30T23:59:59.999Z', 'enhanced'],
  ['2026-12-01T00:00:00.000Z', undefined],
  ['2026-12-09T23:59:59.999Z', undefined],
  ['2026-12-10T00:00:00.000Z', 'enhanced'],
  ['2026-12-31T23:59:59.999Z', 'enhanced'],
  ['2027-01-01T00:00:00.000Z', 'essentials'],
])('P2 P14 the edition of an add-on at %s is %s', (at, edition) => {
  expect(editionHeldAt(addOn, at)).toBe(edition);
});

it('P2 there is no edition without an add-on', () => {
  expect(editionHeldAt(undefined, '2026-12-01T00:00:00.000Z')).toBeUndefined();
});
