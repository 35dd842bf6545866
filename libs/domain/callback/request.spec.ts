import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { policiesWith } from '../../../test/support/policies.js';
import { opened as openedTicket } from '../../../test/support/ticket-commands.js';
import { keys, request, nothing, waiting } from '../../../test/support/callback-commands.js';

describe('a new callback', () => {
  it('K2 K3 K4 records number and language, and starts no clock', () => {
    nothing.when(request()).then({
      type: 'CallbackRequested',
      data: {
        ...keys,
        phone: '+81312345678',
        reason: 'Nobody can sign in.',
        language: 'ja',
        servedLanguage: 'ja',
        ticketId: null,
      },
    });
  });

  it.each([
    ['ja', 'ja'],
    ['de', 'en'],
  ] as const)("K1 K2 K3 needs only a number; the member's language, %s, applies", (language, servedLanguage) => {
    const { reason: _, language: __, ...numberOnly } = request();
    nothing
      .withFacts({ member: anAdmin({ language }) })
      .when(numberOnly)
      .then({ type: 'CallbackRequested', data: { phone: '+81312345678', reason: null, language, servedLanguage } });
  });

  it("L1 prefers the language of the request to the member's", () => {
    nothing
      .withFacts({ member: anAdmin({ language: 'ja' }) })
      .when(request({ language: 'en' }))
      .then({ type: 'CallbackRequested', data: { language: 'en', servedLanguage: 'en' } });
  });

  it('L4 is served in English outside the Japanese hours', () => {
    nothing
      .when(request({ at: '2026-11-27T08:00:00.000Z' }))
      .then({ type: 'CallbackRequested', data: { servedLanguage: 'en' } });
  });

  it('E9 is refused to members without a role', () => {
    nothing
      .withFacts({ member: aMember() })
      .when(request())
      .thenRefused('live-support-for-admins', { rule: 'E9', reason: 'forbidden' });
  });

  it('C1 is accepted from a Champion without a role or an add-on of the team', () => {
    nothing
      .withFacts({ member: aChampion('grand'), addOn: undefined })
      .when(request())
      .then('CallbackRequested');
  });

  it('E2 is refused to deactivated admins and Champions', () => {
    nothing
      .withFacts({ member: anAdmin({ active: false }) })
      .when(request())
      .thenRefused('member-not-active', { rule: 'E2' });
    nothing
      .withFacts({ member: aChampion('epic', { active: false }) })
      .when(request())
      .thenRefused('member-not-active', { rule: 'E2' });
  });

  it('L7 has standard terms without the add-on for the product, in the hours of standard support', () => {
    const standard = nothing.withFacts({ addOn: undefined });
    standard.when(request()).then({ type: 'CallbackRequested', data: { terms: 'standard', timeZone: 'Asia/Tokyo' } });
    standard
      .when(request({ at: '2026-11-29T03:00:00.000Z' }))
      .thenRefused('live-support-closed', { rule: 'L7', details: { opensAt: '2026-11-30T00:00:00.000Z' } });
  });

  it('D4 may name an issue type of the taxonomy', () => {
    nothing
      .when(request({ issueType: 'signin_access' }))
      .then({ type: 'CallbackRequested', data: { issueType: 'signin_access' } });
    nothing.when(request({ issueType: 'weather' })).thenRefused('unknown-issue-type', { rule: 'R4' });
  });

  it.each(['premium-rate', 'satellite', 'shared-cost'] as const)('K2 is refused for a %s number', (phoneKind) => {
    nothing
      .when(request({ phoneKind }))
      .thenRefused('phone-kind-refused', { rule: 'K2', reason: 'invalid', details: { kind: phoneKind } });
    nothing
      .withFacts({ policies: policiesWith({ refusedPhoneKinds: [] }) })
      .when(request({ phoneKind }))
      .then('CallbackRequested');
  });

  it('K4 is refused while another callback of the requester waits, as the policy says', () => {
    const another = nothing.withFacts({ othersWaiting: ['c-0'] });
    another.when(request()).thenRefused('callback-already-waiting', { rule: 'K4', details: { waiting: ['c-0'] } });
    another
      .withFacts({ policies: policiesWith({ waitingPerRequester: 2 }) })
      .when(request())
      .then('CallbackRequested');
  });

  it('L6 is refused for Dash outside its live support hours, with the next opening time', () => {
    const dash = nothing.withFacts({ addOn: anAddOn({ product: 'dash' }) });
    dash.when(request({ product: 'dash', language: 'en' })).thenRefused('live-support-closed', {
      rule: 'L6',
      reason: 'conflict',
      details: { opensAt: '2026-11-27T14:00:00.000Z' },
    });
    dash
      .when(request({ product: 'dash', at: '2026-11-27T14:00:00.000Z' }))
      .then({ type: 'CallbackRequested', data: { product: 'dash' } });
  });

  it('R2 is about the implied product, and is refused if several are in use', () => {
    const { product: _, ...unnamed } = request();
    nothing.when(unnamed).thenRefused('product-required', { rule: 'R2', reason: 'invalid' });
    nothing
      .withFacts({ team: aTeam({ products: ['dropbox'] }) })
      .when(unnamed)
      .then({ type: 'CallbackRequested', data: { product: 'dropbox' } });
  });

  it('K4 may be about a ticket of the requester', () => {
    nothing
      .withFacts({ ticket: openedTicket.state })
      .when(request({ ticketId: 't-1' }))
      .then({ type: 'CallbackRequested', data: { ticketId: 't-1' } });
  });

  it('V4 V5 is refused for a ticket of another member, as for an unknown ticket', () => {
    const aboutIt = request({ ticketId: 't-1', requesterId: 'ben' });
    const refusal = nothing
      .withFacts({ ticket: openedTicket.state })
      .when(aboutIt)
      .thenRefused('callback-ticket-not-found', { rule: 'V4' });
    expect(nothing.when(aboutIt).decision).toEqual(refusal.decision);
  });

  it('K3 is refused if the ID is taken', () => {
    waiting.when(request()).thenRefused('callback-exists', { reason: 'conflict' });
  });
});
