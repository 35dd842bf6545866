import { readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, recordedEvents, type EventFixture } from '../../test/support/recorded-events.js';
import { isRefusal } from '@ledgerdesk/kernel';
import { addOnInquiries } from './definition.js';
import { type InquiryFilter, inquiriesIn, ownInquiries } from './queries.js';

const inquiry = (inquiryId: string) => anEvent('AddOnInquiryReceived', { inquiryId });

const openAfter = async (...fixtures: readonly EventFixture[]): Promise<readonly string[]> => {
  const page = await inquiriesIn(readerAfter(addOnInquiries, ...fixtures), { state: 'open' });
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

  it('P3 are removed when sales closes them, with the reason for the member', async () => {
    const closed = anEvent('AddOnInquiryClosed', { inquiryId: 'i-1', reason: 'Later.' }, '2026-12-01T00:00:00.000Z');
    expect(await openAfter(inquiry('i-1'), inquiry('i-2'), closed)).toEqual(['i-2']);
    const own = await ownInquiries(readerAfter(addOnInquiries, inquiry('i-1'), inquiry('i-2'), closed), {
      teamId: 'acme',
      memberId: 'aiko',
    });
    expect(own).toMatchObject({
      items: [
        { inquiryId: 'i-2', state: 'open', endedAt: null, reason: null },
        { inquiryId: 'i-1', state: 'closed', endedAt: '2026-12-01T00:00:00.000Z', reason: 'Later.' },
      ],
    });
  });

  it('P3 are listed to sales by state and team, ended ones newest first', async () => {
    const reader = readerAfter(
      addOnInquiries,
      inquiry('i-1'),
      inquiry('i-2'),
      anEvent('AddOnInquiryReceived', { inquiryId: 'i-3', teamId: 'globex' }),
      anEvent('AddOnInquiryReceived', { inquiryId: 'i-4', teamId: 'globex' }),
      ...['i-1', 'i-2', 'i-3'].map((inquiryId) => anEvent('AddOnInquiryClosed', { inquiryId, reason: 'Later.' })),
    );
    const listed = async (filter: InquiryFilter) => {
      const page = await inquiriesIn(reader, filter);
      if (isRefusal(page)) throw new Error(page.message);
      return page.items.map(({ inquiryId }) => inquiryId);
    };
    expect(await listed({ state: 'closed' })).toEqual(['i-3', 'i-2', 'i-1']);
    expect(await listed({ state: 'closed', teamId: 'acme' })).toEqual(['i-2', 'i-1']);
    expect(await listed({ state: 'open', teamId: 'acme' })).toEqual([]);
    expect(await listed({ state: 'open', teamId: 'globex' })).toEqual(['i-4']);
    expect(await listed({ state: 'completed' })).toEqual([]);
  });

  it('P3 V4 are listed to the member who sent them, whatever became of them', async () => {
    const reader = readerAfter(
      addOnInquiries,
      inquiry('i-1'),
      anEvent('AddOnInquiryReceived', { inquiryId: 'i-2', memberId: 'ben' }),
      anEvent('AddOnInquiryReceived', { inquiryId: 'i-3', teamId: 'globex' }),
      anEvent('AddOnPurchased', { inquiry: 'i-1' }),
    );
    expect(await ownInquiries(reader, { teamId: 'acme', memberId: 'aiko' })).toMatchObject({
      items: [{ inquiryId: 'i-1', state: 'completed' }],
    });
  });

  it('P3 are not changed by a purchase without an inquiry', () => {
    expect(
      recordedEvents(anEvent('AddOnPurchased', { inquiry: null })).map((event) => addOnInquiries.keysOf(event)),
    ).toEqual([[]]);
  });
});
