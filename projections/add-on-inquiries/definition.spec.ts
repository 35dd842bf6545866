import { readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, recordedEvents, type EventFixture } from '../../test/support/recorded-events.js';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnInquiries } from './definition.js';
import { openInquiries } from './queries.js';

const inquiry = (inquiryId: string) => anEvent('AddOnInquiryReceived', { inquiryId });

const openAfter = async (...fixtures: readonly EventFixture[]): Promise<readonly string[]> => {
  const page = await openInquiries(readerAfter(addOnInquiries, ...fixtures));
  if (isRefusal(page)) throw new Error(page.message);
  return page.items.map(({ inquiryId }) => inquiryId);
};

describe('open inquiries', () => {
  it('P3 are listed oldest first', async () => {
    expect(await openAfter(inquiry('i-2'), inquiry('i-1'))).toEqual(['i-2', 'i-1']);
  });

  it('P3 are removed only by the purchase that completes them', async () => {
    expect(
      await openAfter(
        inquiry('i-1'),
        inquiry('i-2'),
        anEvent('AddOnPurchased', { inquiry: null }),
        anEvent('AddOnPurchased', { inquiry: 'i-1' }),
      ),
    ).toEqual(['i-2']);
  });

  it('P3 P14 are removed by the edition change that completes them, immediate or scheduled', async () => {
    const changed = [
      anEvent('EditionChanged', { inquiry: 'i-1' }),
      anEvent('EditionChangeScheduled', { inquiry: 'i-3' }),
      anEvent('EditionChanged', { inquiry: null }),
    ];
    expect(await openAfter(inquiry('i-1'), inquiry('i-2'), inquiry('i-3'), ...changed)).toEqual(['i-2']);
  });

  it('P3 are not changed by a purchase without an inquiry', () => {
    expect(
      recordedEvents(anEvent('AddOnPurchased', { inquiry: null })).map((event) => addOnInquiries.keysOf(event)),
    ).toEqual([[]]);
  });
});
