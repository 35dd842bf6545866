import { loadPolicies, PolicyRecord } from '@ledgerdesk/application';
import { aDesk, calendarsFile, type Desk, policyFile } from '../../test/support/what-if/desk.js';
import { shippedFiles, zones } from '../../test/support/policies.js';
import type { WhatIfQuestion } from './what-if.js';

/** A Friday; the Japanese desk opens at midnight UTC and closes at 08:00. */
const at = (time: string, day = '27'): string => `2026-11-${day}T${time}:00.000Z`;
const editionMinutes = { essentials: 60, enhanced: 15 };

describe('what if', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await aDesk();
    await desk.buy('dropbox', 'essentials', at('00:00', '20'));
  });
  afterEach(() => desk.close());

  it('E5: a shorter target gains the breach of an answer between the two due times', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('11:00'));
    const { clocks, figures } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks).toMatchObject([
      {
        change: 'gained',
        recorded: { state: 'met', breached: false, targetMinutes: 240, dueAt: at('13:00') },
        whatIf: { state: 'late', breached: true, targetMinutes: 60, dueAt: at('10:00') },
      },
    ]);
    expect(figures.total).toMatchObject({ clocks: 1, breached: 0, whatIfBreached: 1, gained: 1, lost: 0 });
    expect(figures.groups.grouped(['team', 'level', 'month'])).toMatchObject([
      { team: 'acme', level: 'essentials', month: '2026-11', gained: 1 },
    ]);
  });

  it('groups clocks by how the ticket came, and by the agent whose answer stopped them', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('11:00'));
    await desk.act(at('11:30'), 't-2', {
      type: 'OpenTicket',
      ticketId: 't-2',
      teamId: 'acme',
      requesterId: 'aiko',
      product: 'dropbox',
      issueType: 'other',
      subject: 'Help',
      body: 'Please.',
      language: 'en',
      cameOf: { channel: 'chat', requestId: 't-2' },
    });
    await desk.solve('t-2', at('11:40'));
    const { figures } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(figures.groups.grouped(['channel', 'agent'])).toMatchObject([
      { channel: 'chat', agent: null, clocks: 1, gained: 0 },
      { channel: 'web', agent: 'kenji', clocks: 1, gained: 1 },
    ]);
  });

  it('E5: a longer target loses a breach that was recorded', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('14:00'));
    const { clocks, explanations } = await desk.ask({
      policy: policyFile({ editionMinutes: { essentials: 480, enhanced: 60 } }),
    });
    expect(clocks).toMatchObject([{ change: 'lost', recorded: { breached: true }, whatIf: { state: 'met' } }]);
    const whatOf = (history: 'recorded' | 'whatIf') => explanations[0]?.[history]?.incidents.map(({ what }) => what);
    expect(whatOf('recorded')).toEqual(['started', 'at-risk', 'breached', 'answered']);
    expect(whatOf('whatIf')).toEqual(['started', 'answered']);
  });

  it('an answer at exactly the other due time is in time', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('10:00'));
    const { clocks } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks).toMatchObject([{ change: 'none', whatIf: { state: 'met', dueAt: at('10:00') } }]);
  });

  it('a clock that still runs is breached if it is due before the last event', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.open('t-2', at('10:30'));
    const { clocks } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks).toMatchObject([
      { ticketId: 't-1', change: 'gained', whatIf: { state: 'running', breached: true } },
      { ticketId: 't-2', change: 'none', whatIf: { state: 'running', breached: false } },
    ]);
  });

  it('a clock that is due when the log has it due follows the log, although its timer has not fired yet', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.open('t-2', at('14:00'), { product: 'dash' });
    const { clocks } = await desk.ask({});
    expect(clocks).toMatchObject([{ ticketId: 't-1', same: true, recorded: { breached: true } }]);
  });

  it('C1 C2: the shorter of the Champion’s and the team’s target holds, which may be another one', async () => {
    await desk.champion('aiko', 'epic', at('08:00'));
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('09:50'));
    const championMinutes = { grand: 240, epic: 480 };
    const { clocks } = await desk.ask({ policy: policyFile({ championMinutes }) });
    expect(clocks).toMatchObject([
      { recorded: { level: 'epic', targetMinutes: 60 }, whatIf: { level: 'essentials', targetMinutes: 240 } },
    ]);
  });

  it('C1: what was no Champion when the ticket opened is none in the answer', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.champion('aiko', 'epic', at('09:10'));
    await desk.answer('t-1', at('09:50'));
    const { clocks } = await desk.ask({ policy: policyFile({ championMinutes: { grand: 5, epic: 5 } }) });
    expect(clocks).toMatchObject([{ same: true, whatIf: { level: 'essentials' } }]);
  });

  it('L2 L3 L4: a holiday of the Japanese desk serves a request in English, without the leg of the desk', async () => {
    await desk.open('t-1', at('01:00'), { language: 'ja' });
    await desk.answer('t-1', at('03:00'));
    const { clocks, explanations } = await desk.ask({ calendars: calendarsFile(['2026-11-27']) });
    expect(clocks).toMatchObject([
      { change: 'lost', recorded: { dueAt: at('02:00') }, whatIf: { dueAt: at('05:00') } },
    ]);
    expect(explanations).toMatchObject([
      { recorded: { servedLanguage: 'ja', decidedBy: 'japanese-desk' }, whatIf: { servedLanguage: 'en', legs: [{}] } },
    ]);
  });

  it('L3: the target of the Japanese desk counts in the hours of its calendar', async () => {
    await desk.open('t-1', at('07:30'), { language: 'ja' });
    await desk.answer('t-1', at('07:50'));
    const japaneseDesk = { calendar: 'japanese-desk', minutes: 10 };
    const { clocks, explanations } = await desk.ask({ policy: policyFile({ japaneseDesk }) });
    expect(clocks).toMatchObject([{ change: 'gained', whatIf: { dueAt: at('07:40'), targetMinutes: 240 } }]);
    expect(explanations[0]?.whatIf?.legs[1]?.counted).toEqual([
      {
        from: at('07:30'),
        to: at('07:40'),
        minutes: 10,
        local: { zone: 'Asia/Tokyo', from: '2026-11-27T16:30:00.000', to: '2026-11-27T16:40:00.000' },
      },
    ]);
  });

  it('pauses clocks that people held, if the other policy says so, and resumes them', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.hold('t-1', at('10:00'));
    await desk.resume('t-1', at('14:00'));
    await desk.answer('t-1', at('15:00'));
    const { clocks, explanations } = await desk.ask({ policy: policyFile({ holdPausesClock: true }) });
    expect(clocks).toMatchObject([{ change: 'lost', whatIf: { state: 'met', dueAt: at('17:00') } }]);
    expect(explanations[0]?.whatIf?.incidents).toEqual([
      { at: at('09:00'), what: 'started' },
      { at: at('10:00'), what: 'paused' },
      { at: at('14:00'), what: 'resumed' },
      { at: at('15:00'), what: 'answered' },
    ]);
  });

  it('does not pause a clock that was due before it was held', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.hold('t-1', at('10:30'));
    await desk.answer('t-1', at('11:00'));
    const { clocks } = await desk.ask({ policy: policyFile({ holdPausesClock: true, editionMinutes }) });
    expect(clocks).toMatchObject([{ change: 'gained', whatIf: { state: 'late', dueAt: at('10:00') } }]);
  });

  it('warns at the other share of the time', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('11:30'));
    const { clocks, explanations } = await desk.ask({ policy: policyFile({ riskShare: 0.5 }) });
    expect(clocks).toMatchObject([{ change: 'none', same: false }]);
    expect(explanations[0]?.whatIf?.incidents).toContainEqual({ at: at('11:00'), what: 'at-risk' });
  });

  it('E11: a later clock has the target that the ticket was promised when it was opened', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('09:10'));
    await desk.change('dropbox', 'enhanced', at('09:20'));
    await desk.reply('t-1', at('10:00'));
    await desk.answer('t-1', at('10:50'));
    const { clocks } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks.map(({ whatIf }) => [whatIf?.clock, whatIf?.level, whatIf?.dueAt])).toEqual([
      [1, 'essentials', at('10:00')],
      [2, 'essentials', at('11:00')],
    ]);
  });

  it('replaces policies for clocks from `from` to before `to`, also of tickets that were opened before', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('11:00'));
    await desk.reply('t-1', at('12:00'));
    await desk.answer('t-1', at('14:00'));
    await desk.reply('t-1', at('15:00'));
    await desk.answer('t-1', at('17:00'));
    const policy = policyFile({ editionMinutes });
    const { clocks, figures } = await desk.ask({ policy, from: at('12:00'), to: at('15:00') });
    expect(clocks).toMatchObject([{ startedAt: at('12:00'), change: 'gained', whatIf: { dueAt: at('13:00') } }]);
    expect(figures.total.clocks).toBe(1);
  });

  it('decides the clock of a merged ticket that goes on by the other due times', async () => {
    await desk.open('t-1', at('01:00'), { language: 'ja' });
    await desk.open('t-2', at('01:30'));
    await desk.merge('t-1', 't-2', at('01:40'));
    await desk.answer('t-2', at('03:00'));
    const japaneseDesk = { calendar: 'japanese-desk', minutes: 400 };
    const { clocks, figures } = await desk.ask({ policy: policyFile({ japaneseDesk }) });
    // In the log the first ticket's clock went on with its own due time of 02:00, under the other policy with 05:00.
    expect(clocks.map(({ ticketId, recorded, whatIf }) => [ticketId, recorded?.state, whatIf?.state])).toEqual([
      ['t-1', 'merged', 'merged'],
      ['t-2', 'merged', 'merged'],
      ['t-2', 'late', 'met'],
    ]);
    expect(figures.total).toMatchObject({ gained: 0, lost: 1 });
  });

  it('has a clock in one history only where just one of two merged clocks goes on', async () => {
    await desk.champion('ben', 'epic', at('00:30'));
    await desk.open('t-1', at('01:00'), { language: 'ja' });
    await desk.open('t-2', at('00:55'));
    await desk.merge('t-1', 't-2', at('01:10'));
    await desk.answer('t-2', at('01:30'));
    const japaneseDesk = { calendar: 'japanese-desk', minutes: 400 };
    const { clocks, figures } = await desk.ask({ policy: policyFile({ japaneseDesk }) });
    const shown = clocks.map(({ ticketId, recorded, whatIf }) => [ticketId, recorded?.clock, whatIf?.clock]);
    expect(shown).toEqual([
      ['t-1', 1, 1],
      ['t-2', 1, 1],
      ['t-2', 2, undefined],
    ]);
    expect(figures.total).toMatchObject({ clocks: 3, whatIfClocks: 2 });
  });

  it('P2 P11 E10: a ticket without an add-on for its product has no clock under any policy', async () => {
    await desk.remove('dropbox', at('08:00'));
    await desk.open('t-1', at('09:00'));
    await desk.open('t-2', at('09:00'), { product: 'dash' });
    const { clocks } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks).toEqual([]);
  });

  it('E10: each product has the edition of its own add-on, as of the opening', async () => {
    await desk.buy('dash', 'enhanced', at('00:00', '21'));
    await desk.open('t-1', at('09:00'), { product: 'dash' });
    await desk.answer('t-1', at('09:20'));
    await desk.open('t-2', at('09:30'));
    await desk.answer('t-2', at('09:50'));
    const { clocks } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks).toMatchObject([
      { ticketId: 't-1', change: 'gained', whatIf: { level: 'enhanced', targetMinutes: 15 } },
      { ticketId: 't-2', change: 'none', whatIf: { level: 'essentials', targetMinutes: 60 } },
    ]);
  });

  it('E5: a ticket that is solved without an answer after the other due time gains a breach', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.solve('t-1', at('10:30'));
    const { clocks } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks).toMatchObject([{ change: 'gained', whatIf: { state: 'unanswered', breached: true } }]);
  });

  it('compares the clocks of a ticket that was erased', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.erase('t-1', at('11:00'));
    const { clocks } = await desk.ask({ policy: policyFile({ editionMinutes }) });
    expect(clocks).toMatchObject([{ change: 'gained', recorded: { state: 'unanswered', breached: false } }]);
  });

  it('asks about some teams, and counts months in a time zone', async () => {
    await desk.open('t-1', '2026-11-30T20:00:00.000Z');
    expect((await desk.ask({ timeZone: 'Asia/Tokyo' })).figures.groups.grouped(['month'])).toMatchObject([
      { month: '2026-12' },
    ]);
    expect((await desk.ask({ teams: ['acme'] })).clocks).toHaveLength(1);
    expect((await desk.ask({ teams: ['globex'] })).clocks).toEqual([]);
  });

  it('uses the texts of policies that the log has, and names versions that nobody has', async () => {
    await desk.open('t-1', at('09:00'));
    await desk.answer('t-1', at('11:00'));
    const { store } = desk.app;
    const later = loadPolicies({ ...shippedFiles(), policy: policyFile({ editionMinutes }, 'later') }, zones);
    const { WhatIf } = await import('./what-if.js');
    const ask = async () => (await WhatIf.ask({ log: store, configured: later }, {}, await store.head())).run();
    expect(await ask()).toMatchObject({ total: { different: 0 }, unknownVersions: [] });
    const { log } = store;
    log.splice(0, log.length, ...log.filter(({ stream }) => stream !== 'policy-policy'));
    const [shipped] = loadPolicies(shippedFiles(), zones).texts;
    expect(await ask()).toMatchObject({ unknownVersions: [`policy ${shipped?.version}`] });
  });

  describe('refuses', () => {
    const refusal = async (question: WhatIfQuestion): Promise<unknown> =>
      desk.ask(question).then(
        () => undefined,
        (error: unknown) => error,
      );
    const atStart = (files: object): unknown => {
      try {
        return loadPolicies({ ...shippedFiles(), ...files }, zones);
      } catch (error) {
        return error;
      }
    };

    it.each([
      ['another shape', { policy: policyFile({ editionMinutes: { essentials: 60 } as never }) }],
      ['no object', { policy: [] }],
      ['a target of 0 minutes', { policy: policyFile({ editionMinutes: { essentials: 0, enhanced: 60 } }) }],
      ['a calendar that is not there', { policy: policyFile({ japaneseDesk: { calendar: 'moon', minutes: 1 } }) }],
      ['an empty list of versions', { policy: { versions: [] } }],
      [
        'a calendar without hours',
        { calendars: { version: 'x', calendars: [{ id: 'a', timeZone: 'UTC', weekly: {}, holidays: [] }] } },
      ],
      [
        'an unknown zone',
        {
          calendars: {
            version: 'x',
            calendars: [{ id: 'a', timeZone: 'Mars/X', weekly: { mon: [['09:00', '10:00']] }, holidays: [] }],
          },
        },
      ],
      ['calendars that the policy misses', { calendars: { version: 'x', calendars: [] } }],
    ])('%s, with the words with which the engine refuses to start', async (_name, files) => {
      const refused = await refusal(files);
      expect(refused).toBeInstanceOf(Error);
      expect(refused).toEqual(atStart(files));
    });

    it('a version that was used with other contents', async () => {
      await desk.open('t-1', at('09:00'));
      const { version } = shippedFiles().policy as { readonly version: string };
      const policy = policyFile({ editionMinutes }, version);
      const refused = await refusal({ policy });
      const { texts } = loadPolicies({ ...shippedFiles(), policy }, zones);
      await expect(PolicyRecord.open(desk.app.store, texts)).rejects.toEqual(refused);
      expect(refused).toMatchObject({ code: 'invalid-rules' });
    });

    it.each([
      ['an empty period', { from: at('10:00'), to: at('10:00') }, /must be before/],
      ['an unknown time zone', { timeZone: 'Mars/X' }, /Mars\/X/],
    ])('%s', async (_name, question, message) => {
      await expect(desk.ask(question)).rejects.toThrow(message);
    });
  });
});
