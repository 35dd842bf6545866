import { readerAfter } from '../../test/support/folded.js';
import { happened, recorded, type Happening } from '../../test/support/recorded.js';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnInquiries } from './definition.js';
import { openInquiries } from './queries.js';

const inquiry = (inquiryId: string) => happened('AddOnInquiryReceived', { inquiryId });

const openAfter = async (...happenings: readonly Happening[]): Promise<readonly string[]> => {
  const page = await openInquiries(readerAfter(addOnInquiries, ...happenings));
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
        happened('AddOnPurchased', { inquiry: null }),
        happened('AddOnPurchased', { inquiry: 'i-1' }),
      ),
    ).toEqual(['i-2']);
  });

  it('P3 P14 are removed by the edition change that completes them, immediate or scheduled', async () => {
    const changed = [
      happened('EditionChanged', { inquiry: 'i-1' }),
      happened('EditionChangeScheduled', { inquiry: 'i-3' }),
      happened('EditionChanged', { inquiry: null }),
    ];
    expect(await openAfter(inquiry('i-1'), inquiry('i-2'), inquiry('i-3'), ...changed)).toEqual(['i-2']);
  });

  it('P3 are not touched by a purchase without an inquiry', () => {
    expect(
      recorded(happened('AddOnPurchased', { inquiry: null })).map((event) => addOnInquiries.keysOf(event)),
    ).toEqual([[]]);
  });
});
