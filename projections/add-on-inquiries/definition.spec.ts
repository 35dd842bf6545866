import { readerAfter } from '../../test/support/folded.js';
import { happened, recorded, type Happening } from '../../test/support/recorded.js';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnInquiries } from './definition.js';
import { openInquiries } from './queries.js';

const asked = (inquiryId: string) => happened('AddOnInquiryReceived', { inquiryId });

const openAfter = async (...happenings: readonly Happening[]): Promise<readonly string[]> => {
  const page = await openInquiries(readerAfter(addOnInquiries, ...happenings));
  if (isRefusal(page)) throw new Error(page.message);
  return page.items.map(({ inquiryId }) => inquiryId);
};

describe('inquiries', () => {
  it('P3 wait for sales, the oldest first', async () => {
    expect(await openAfter(asked('i-2'), asked('i-1'))).toEqual(['i-2', 'i-1']);
  });

  it('P3 are done with by the purchase that completes them, and by no other', async () => {
    expect(
      await openAfter(
        asked('i-1'),
        asked('i-2'),
        happened('AddOnPurchased', { inquiry: null }),
        happened('AddOnPurchased', { inquiry: 'i-1' }),
      ),
    ).toEqual(['i-2']);
  });

  it('P3 P14 are done with by the change of edition that completes them, at once or at the renewal', async () => {
    const changed = [
      happened('EditionChanged', { inquiry: 'i-1' }),
      happened('EditionChangeScheduled', { inquiry: 'i-3' }),
      happened('EditionChanged', { inquiry: null }),
    ];
    expect(await openAfter(asked('i-1'), asked('i-2'), asked('i-3'), ...changed)).toEqual(['i-2']);
  });

  it('P3 are not looked for where a purchase completes none', () => {
    expect(
      recorded(happened('AddOnPurchased', { inquiry: null })).map((event) => addOnInquiries.keysOf(event)),
    ).toEqual([[]]);
  });
});
