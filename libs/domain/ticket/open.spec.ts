import { aChampion, aMember, anAddOn, aTeam } from '../../../test/support/state-builders.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import { DUE, noTicket, open, OPENED, opened, reply, solve } from '../../../test/support/ticket-commands.js';

const FRIDAY_1600_JST = '2026-11-27T07:00:00.000Z';
const ofEnhanced = noTicket.withFacts({ addOn: anAddOn({ edition: 'enhanced' }) });

describe('a new ticket', () => {
  it('R4 R5 E5 E11 records the request, the current entitlement and the due time of the response', () => {
    const keys = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' };
    noTicket.when(open()).then(
      {
        type: 'TicketOpened',
        data: {
          ...keys,
          product: 'dropbox',
          issueType: 'sync_upload',
          subject: 'Sync has stopped',
          body: 'Nothing has synced since this morning.',
          language: 'en',
          servedLanguage: 'en',
          followUpOf: null,
          entitlement: { addOn: 'dropbox', source: 'team', level: 'essentials', targetMinutes: 240 },
        },
      },
      {
        type: 'ResponseClockStarted',
        data: {
          ...keys,
          clock: 1,
          startedAt: OPENED,
          servedLanguage: 'en',
          decidedBy: 'edition',
          riskAt: '2026-11-27T10:30:00.000Z',
          dueAt: DUE,
          legs: [{ target: 'edition', calendar: 'always', minutes: 240, dueAt: DUE }],
        },
      },
    );
  });

  it('E6 is due within an hour with Enhanced', () => {
    ofEnhanced
      .when(open())
      .then('TicketOpened', { type: 'ResponseClockStarted', data: { dueAt: '2026-11-27T08:30:00.000Z' } });
  });

  it('E7 E8 has the same target for members without a role as for admins', () => {
    noTicket
      .withFacts({ member: aMember() })
      .when(open())
      .then('TicketOpened', { type: 'ResponseClockStarted', data: { dueAt: DUE } });
  });

  it('E10 has standard support without an add-on: no target and no clock', () => {
    noTicket
      .withFacts({ addOn: undefined })
      .when(open())
      .then({ type: 'TicketOpened', data: { entitlement: null } });
  });

  it('E10 has standard support with the add-on of another product', () => {
    noTicket
      .withFacts({ addOn: anAddOn({ product: 'dash' }) })
      .when(open())
      .then({ type: 'TicketOpened', data: { entitlement: null } });
  });

  it('P13 E10 has the target of the Dash add-on for Dash', () => {
    noTicket
      .withFacts({ addOn: anAddOn({ product: 'dash', edition: 'enhanced' }) })
      .when(open(OPENED, { product: 'dash' }))
      .then(
        { type: 'TicketOpened', data: { product: 'dash' } },
        { type: 'ResponseClockStarted', data: { dueAt: '2026-11-27T08:30:00.000Z' } },
      );
  });

  it('P11 P2 has a target only if the add-on is active at that instant', () => {
    const leaving = noTicket.withFacts({ addOn: anAddOn({ removalEffectiveAt: OPENED }) });
    leaving.when(open('2026-11-27T07:29:59.999Z')).then('TicketOpened', 'ResponseClockStarted');
    leaving.when(open()).then({ type: 'TicketOpened', data: { entitlement: null } });
  });

  it('C1 C3 has the faster of the targets of the Champion and the team', () => {
    noTicket
      .withFacts({ member: aChampion('epic') })
      .when(open())
      .then(
        {
          type: 'TicketOpened',
          data: { entitlement: { addOn: 'dropbox', source: 'champion', level: 'epic', targetMinutes: 60 } },
        },
        'ResponseClockStarted',
      );
    ofEnhanced
      .withFacts({ member: aChampion('grand') })
      .when(open())
      .then(
        {
          type: 'TicketOpened',
          data: { entitlement: { addOn: 'dropbox', source: 'team', level: 'enhanced', targetMinutes: 60 } },
        },
        'ResponseClockStarted',
      );
  });

  it('C1 C2 is due within four hours for a Grand Champion without an add-on of the team', () => {
    noTicket
      .withFacts({ member: aChampion('grand'), addOn: undefined })
      .when(open())
      .then('TicketOpened', { type: 'ResponseClockStarted', data: { dueAt: DUE } });
  });
});

describe('a new ticket that is not in English', () => {
  const ja = { language: 'ja' };

  it('L3 is due at 20:30 by the edition if opened in Japanese on a Friday at 16:30 in Tokyo', () => {
    noTicket
      .when(open(OPENED, ja))
      .then(
        { type: 'TicketOpened', data: { language: 'ja', servedLanguage: 'ja' } },
        { type: 'ResponseClockStarted', data: { servedLanguage: 'ja', decidedBy: 'edition', dueAt: DUE } },
      );
  });

  it('L3 is due at 17:00 by the Japanese desk if opened in Japanese at 16:00', () => {
    noTicket.when(open(FRIDAY_1600_JST, ja)).then('TicketOpened', {
      type: 'ResponseClockStarted',
      data: { decidedBy: 'japanese-desk', riskAt: '2026-11-27T07:45:00.000Z', dueAt: '2026-11-27T08:00:00.000Z' },
    });
  });

  it('L3 is due within an hour with Enhanced', () => {
    ofEnhanced.when(open(FRIDAY_1600_JST, ja)).then('TicketOpened', {
      type: 'ResponseClockStarted',
      data: { decidedBy: 'edition', dueAt: '2026-11-27T08:00:00.000Z' },
    });
  });

  it('L4 is served in English within the target of the edition outside the Japanese hours', () => {
    noTicket
      .when(open('2026-11-27T08:00:00.000Z', ja))
      .then(
        { type: 'TicketOpened', data: { language: 'ja', servedLanguage: 'en' } },
        { type: 'ResponseClockStarted', data: { servedLanguage: 'en', dueAt: '2026-11-27T12:00:00.000Z' } },
      );
  });

  it('E10 L3 is served in Japanese without a clock if there is no add-on', () => {
    noTicket
      .withFacts({ addOn: undefined })
      .when(open(OPENED, ja))
      .then({ type: 'TicketOpened', data: { servedLanguage: 'ja', entitlement: null } });
  });

  it('L1 is served in English if it is not in Japanese', () => {
    noTicket
      .when(open(OPENED, { language: 'de' }))
      .then({ type: 'TicketOpened', data: { language: 'de', servedLanguage: 'en' } }, 'ResponseClockStarted');
  });
});

describe('the request of a new ticket', () => {
  const { product: _, ...unnamed } = open();

  it('E2 is refused from deactivated and unknown members', () => {
    noTicket
      .withFacts({ member: aMember({ active: false }) })
      .when(open())
      .thenRefused('member-not-active', { rule: 'E2', reason: 'forbidden' });
    noTicket.withFacts({ member: undefined }).when(open()).thenRefused('member-not-active', { rule: 'E2' });
  });

  it('R2 is about the implied product', () => {
    noTicket
      .withFacts({ team: aTeam({ products: ['dropbox'] }) })
      .when(unnamed)
      .then({ type: 'TicketOpened', data: { product: 'dropbox' } }, 'ResponseClockStarted');
  });

  it('R2 must name the product if several are in use', () => {
    noTicket.when(unnamed).thenRefused('product-required', { rule: 'R2', reason: 'invalid' });
  });

  it('R4 is refused with an unknown issue type', () => {
    noTicket
      .when(open(OPENED, { issueType: 'weather' }))
      .thenRefused('unknown-issue-type', { rule: 'R4', reason: 'invalid' });
  });

  it('V3 may follow up a finished ticket of the requester', () => {
    const { state: followUpOf } = opened.after(solve('2026-11-27T08:00:00.000Z'));
    noTicket
      .withFacts({ followUpOf })
      .when(open(OPENED, { ticketId: 't-2', followUpOf: 't-1' }))
      .then({ type: 'TicketOpened', data: { followUpOf: 't-1' } }, 'ResponseClockStarted');
  });

  it('V3 is refused as a follow-up of an open ticket', () => {
    noTicket
      .withFacts({ followUpOf: opened.state })
      .when(open(OPENED, { ticketId: 't-2', followUpOf: 't-1' }))
      .thenRefused('follow-up-of-open', { rule: 'V3', reason: 'conflict' });
  });

  it("V4 V5 is refused as a follow-up of another member's ticket, as for an unknown ticket", () => {
    const followingUp = open(OPENED, { ticketId: 't-2', followUpOf: 't-1', requesterId: 'ben' });
    const refusal = noTicket
      .withFacts({ followUpOf: opened.state })
      .when(followingUp)
      .thenRefused('follow-up-not-found', { rule: 'V4' });
    expect(noTicket.when(followingUp).decision).toEqual(refusal.decision);
  });

  it('R6 is recorded as solved, with the answer and without a clock, if a chat was settled', () => {
    const answer = { agentId: 'kenji', body: 'Restart it.', writtenAt: '2026-11-27T07:21:00.000Z' };
    const settled = { agentId: 'kenji', answer };
    const arrived = noTicket.when(open(OPENED, { cameOf: { channel: 'chat', requestId: 'ch-1', settled } }));
    arrived.then(
      'TicketOpened',
      { type: 'LiveSupportLinked', data: { ticketId: 't-1', channel: 'chat', requestId: 'ch-1' } },
      { type: 'TicketAnswered', data: answer },
      { type: 'TicketSolved', data: { product: 'dropbox', agentId: 'kenji' } },
    );
    expect(arrived.state).toMatchObject({
      status: 'solved',
      clock: null,
      clocks: 0,
      cameOf: { channel: 'chat', requestId: 'ch-1' },
    });
  });

  it('R6 is recorded as solved by nobody if the requester ended a chat before an agent joined', () => {
    noTicket
      .when(open(OPENED, { cameOf: { channel: 'chat', requestId: 'ch-1', settled: { agentId: null } } }))
      .then('TicketOpened', 'LiveSupportLinked', { type: 'TicketSolved', data: { agentId: null } });
  });

  it('R6 is opened for a chat or callback even if its product or issue type has been removed since', () => {
    const cameOf = { channel: 'callback', requestId: 'c-1' } as const;
    const taxonomy = {
      ...policies.taxonomy,
      products: policies.taxonomy.products.map((product) => ({ ...product, status: 'retired' as const })),
    };
    noTicket
      .withFacts({ policies: { ...policies, taxonomy } })
      .when(open(OPENED, { cameOf, issueType: 'removed' }))
      .then(
        { type: 'TicketOpened', data: { product: 'dropbox', issueType: 'removed' } },
        'LiveSupportLinked',
        'ResponseClockStarted',
      );
    noTicket
      .when(open(OPENED, { cameOf, product: 'removed' }))
      .then({ type: 'TicketOpened', data: { product: 'removed', entitlement: null } }, 'LiveSupportLinked');
  });

  it('R6 K4 starts a clock if it comes from an unanswered callback', () => {
    noTicket
      .when(open(OPENED, { cameOf: { channel: 'callback', requestId: 'c-1' } }))
      .then(
        'TicketOpened',
        { type: 'LiveSupportLinked', data: { channel: 'callback', requestId: 'c-1' } },
        'ResponseClockStarted',
      );
  });

  it('is refused if the ticket ID is taken', () => {
    opened.when(open()).thenRefused('ticket-exists', { reason: 'conflict' });
  });
});

describe('a policy change', () => {
  it('E11 applies only to tickets opened after it', () => {
    const policies = policiesWith({ editionMinutes: { essentials: 120, enhanced: 30 } });
    noTicket
      .withFacts({ policies })
      .when(open())
      .then('TicketOpened', { type: 'ResponseClockStarted', data: { dueAt: '2026-11-27T09:30:00.000Z' } });
    expect(opened.withFacts({ policies }).state?.clock?.dueAt).toBe(DUE);
  });
});

describe('a ticket that an agent opens for a requester', () => {
  const answer = { agentId: 'kenji', body: 'As discussed on the phone.' };

  it('E5 starts the usual clock', () => {
    noTicket.when(open()).then('TicketOpened', 'ResponseClockStarted');
  });

  it('E5 E11 starts none if the answer comes with it, and one with the next message of the requester', () => {
    const answered = noTicket.after(open(OPENED, { answer }));
    noTicket
      .when(open(OPENED, { answer }))
      .then('TicketOpened', { type: 'TicketAnswered', data: { ...answer, attachments: [], writtenAt: null } });
    expect(answered.state).toMatchObject({
      status: 'open',
      clock: null,
      entitlement: { level: 'essentials' },
      response: { state: 'none', answeredAt: OPENED },
    });
    answered.when(reply(DUE)).then('TicketReplied', 'ResponseClockStarted');
  });

  it('is refused with an expired upload in the answer', () => {
    const attachment = { sha256: 'a', name: 'log.txt', mediaType: 'text/plain', bytes: 1 };
    const uploads = [{ attachment, expiresAt: '2026-11-26T00:00:00.000Z' }];
    noTicket
      .when(open(OPENED, { answer: { ...answer, uploads } }))
      .thenRefused('upload-expired', { reason: 'invalid' });
  });
});
