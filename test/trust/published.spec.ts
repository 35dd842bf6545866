import { outcomeOf } from '@ledgerdesk/ledger';
import { SampleLedger } from '../support/ledger/sample-ledger.js';
import { tamperingRuns } from './counts.js';
import { ledgerAt, PUBLISHED_PARTS, PublishedCase } from './published-case.js';
import { TAMPERINGS } from './published-tamperings.js';
import { grown } from './rewritten-logs.js';

const seeds = Array.from({ length: tamperingRuns() }, (_, at) => at + 1);
const distinct = (kinds: readonly string[]): readonly string[] => [...new Set(kinds)].sort();

describe('what a log publishes', () => {
  it.each(Object.entries(TAMPERINGS))('%s is found by its name', async (_, tamper) => {
    for (const seed of seeds) {
      const test = new PublishedCase(seed);
      const { published, found, foundWithout } = await tamper(test);
      const kindsOf = async (hasSaved: boolean) =>
        distinct((await test.audit(published, hasSaved)).map(({ kind }) => kind));
      expect({ seed, found: await kindsOf(true) }).toEqual({ seed, found: distinct(found) });
      expect({ seed, found: await kindsOf(false) }).toEqual({ seed, found: distinct(foundWithout) });
    }
  });

  it('what needs a saved checkpoint is answered with 2 without one', async () => {
    for (const [name, tamper] of Object.entries(TAMPERINGS)) {
      const test = new PublishedCase(1);
      const { published, foundWithout } = await tamper(test);
      const isUnknown = foundWithout.every((kind) => kind === 'no-saved-checkpoint' || kind === 'no-policy');
      const code = outcomeOf(await test.audit(published, false));
      expect({ name, code }).toEqual({ name, code: isUnknown ? 2 : 1 });
    }
  });

  it('is found sound if it is: grown, unchanged, older bundles, and new epochs that lost nothing', async () => {
    for (const seed of seeds) {
      const test = new PublishedCase(seed);
      const more = test.random.between(0, 300);
      const longer = new SampleLedger(grown(test.ledger.events, more, seed + 1));
      const restored = ledgerAt(longer, 'support.example.com/default/2');
      for (const ledger of [longer, restored]) {
        for (const part of seed % 5 === 0 ? PUBLISHED_PARTS : [test.random.pick(PUBLISHED_PARTS)]) {
          const published = await test.publish(part, ledger);
          expect({ seed, part, found: await test.audit(published, true) }).toEqual({ seed, part, found: [] });
          expect(outcomeOf(await test.audit(published, false))).toBe(2);
        }
      }
    }
  });
});
