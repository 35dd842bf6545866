import fc from 'fast-check';
import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import { open } from '../../../test/support/ticket-commands.js';
import { instantOf, isRefusal, millisOf } from '@ledgerdesk/kernel';
import { requestCallback } from '../callback/request.js';
import type { Policies } from '../policies.js';
import { ticketDecider } from '../ticket/decide.js';
import { servedLanguage } from './language.js';
import { type ContactOption, contactOptions, type ContactRequest, type ContactOptions } from './contact-options.js';

const FRIDAY_1600_JST = '2026-11-27T07:00:00.000Z';
const FRIDAY_1630_JST = '2026-11-27T07:30:00.000Z';
const SUNDAY_NOON_JST = '2026-11-29T03:00:00.000Z';
const DASH = { product: 'dash', addOn: anAddOn({ product: 'dash' }) };

const optionsFor = (contacting: Partial<ContactRequest>, by: Policies = policies) =>
  contactOptions(
    { team: aTeam(), member: anAdmin(), addOn: anAddOn(), product: 'dropbox', at: FRIDAY_1630_JST, ...contacting },
    by,
  );
const shown = (contacting: Partial<ContactRequest> = {}, by?: Policies): ContactOptions => {
  const options = optionsFor(contacting, by);
  if (isRefusal(options)) throw new Error(options.message);
  return options;
};
const option = (
  channel: ContactOption['channel'],
  contacting: Partial<ContactRequest> = {},
  by?: Policies,
): ContactOption => {
  const found = shown(contacting, by).options.find((one) => one.channel === channel);
  if (!found) throw new Error(`The options do not include ${channel}.`);
  return found;
};
const live = ['chat', 'callback'] as const;

describe('the contact options', () => {
  it('R3 are a written request, a chat and a callback', () => {
    expect(shown().options.map(({ channel }) => channel)).toEqual(['request', 'chat', 'callback']);
  });

  it('R2 use the implied product, and are refused if it is ambiguous or unknown', () => {
    expect(optionsFor({ product: undefined })).toMatchObject({
      refused: true,
      reason: 'invalid',
      code: 'product-required',
      rule: 'R2',
    });
    expect(shown({ product: undefined, team: aTeam({ products: ['dropbox'] }) })).toMatchObject({ product: 'dropbox' });
    expect(optionsFor({ product: 'nothing' })).toMatchObject({ refused: true, code: 'unknown-product' });
  });

  it('E2 are refused to unknown and deactivated members', () => {
    for (const member of [undefined, anAdmin({ active: false })])
      expect(optionsFor({ member })).toMatchObject({ refused: true, reason: 'forbidden', rule: 'E2' });
  });

  it('E7 E3 offer a written request at any hour, to admins and members, with or without an add-on', () => {
    for (const contacting of [{}, { member: aMember() }, { addOn: undefined }, { at: SUNDAY_NOON_JST }]) {
      expect(option('request', contacting)).toMatchObject({
        offered: true,
        notOffered: null,
        hours: { calendar: 'always', openNow: true, nextOpensAt: null },
      });
    }
  });

  it.each(live)('E3 L5 offer a %s to admins with the Dropbox add-on, around the clock', (channel) => {
    const found = option(channel, { at: SUNDAY_NOON_JST });
    expect(found).toMatchObject({ offered: true, notOffered: null, hours: { calendar: 'always', openNow: true } });
    expect(Object.values(found.hours?.weekly ?? {})).toEqual(Array(7).fill([{ opens: '00:00', closes: '24:00' }]));
  });

  it.each(live)('E9 offer no %s to members without a role, even with Enhanced', (channel) => {
    expect(option(channel, { member: aMember(), addOn: anAddOn({ edition: 'enhanced' }) })).toMatchObject({
      offered: false,
      notOffered: { rule: 'E9', code: 'live-support-for-admins' },
      hours: { calendar: 'always' },
    });
  });

  it.each(live)('C1 offer a %s to a Champion without a role, for Dropbox only', (channel) => {
    expect(option(channel, { member: aChampion('grand'), addOn: undefined })).toMatchObject({
      offered: true,
      hours: { calendar: 'always' },
    });
    expect(option(channel, { member: aChampion('grand'), ...DASH })).toMatchObject({
      offered: false,
      notOffered: { rule: 'E9' },
    });
  });

  it.each(live)(
    "L7 offer a %s without the add-on in the standard hours, which are those of the team's time zone",
    (channel) => {
      expect(option(channel, { addOn: undefined })).toMatchObject({
        offered: true,
        notOffered: null,
        hours: { calendar: 'standard-live', openNow: true },
        responseTargets: null,
      });
      const found = option(channel, { addOn: undefined, at: SUNDAY_NOON_JST });
      expect(found).toMatchObject({
        offered: false,
        notOffered: { rule: 'L7', code: 'live-support-closed' },
        languages: [],
        hours: {
          calendar: 'standard-live',
          timeZone: 'Asia/Tokyo',
          openNow: false,
          nextOpensAt: '2026-11-30T00:00:00.000Z',
        },
      });
      expect(found.hours?.weekly).toMatchObject({ mon: [{ opens: '09:00', closes: '17:00' }], sat: [], sun: [] });
      expect(
        option(channel, { addOn: undefined, team: aTeam({ timeZone: 'Europe/Berlin' }), at: SUNDAY_NOON_JST }).hours
          ?.nextOpensAt,
      ).toBe('2026-11-30T08:00:00.000Z');
    },
  );

  it.each(live)('L7 E10 show no hours of a %s that is not offered', (channel) => {
    const none = policiesWith({ standard: { live: 'standard-live', channels: [] } });
    expect(option(channel, { addOn: undefined }, none)).toMatchObject({
      offered: false,
      notOffered: { rule: 'E10', code: 'no-add-on' },
      hours: null,
    });
    expect(option(channel, {}, policiesWith({ liveSupport: { dash: 'dash-live' } }))).toMatchObject({
      offered: false,
      notOffered: { rule: 'L5', code: 'no-live-support' },
      hours: null,
    });
  });

  it.each(live)('L2 L6 offer a %s for Dash in Japanese while the Japanese desk is open', (channel) => {
    expect(option(channel, DASH)).toMatchObject({ offered: true, languages: ['ja'], hours: { openNow: false } });
    expect(option(channel, { ...DASH, at: '2026-11-27T14:00:00.000Z' })).toMatchObject({ languages: ['en'] });
    expect(option(channel, { at: FRIDAY_1630_JST })).toMatchObject({ languages: ['en', 'ja'] });
  });

  it.each(live)(
    'L6 offer no %s for Dash outside 9:00 to 20:00 in New York, and show the next opening time',
    (channel) => {
      expect(option(channel, { ...DASH, at: SUNDAY_NOON_JST })).toMatchObject({
        offered: false,
        notOffered: { rule: 'L6', code: 'live-support-closed' },
        hours: {
          calendar: 'dash-live',
          timeZone: 'America/New_York',
          openNow: false,
          nextOpensAt: '2026-11-29T14:00:00.000Z',
        },
      });
      expect(option(channel, { ...DASH, at: '2026-11-27T14:00:00.000Z' })).toMatchObject({
        offered: true,
        hours: { openNow: true, nextOpensAt: null },
      });
    },
  );

  it('L2 L8 show the hours of the Japanese desk, without holidays', () => {
    expect(shown().japaneseDesk).toMatchObject({
      calendar: 'japanese-desk',
      timeZone: 'Asia/Tokyo',
      holidays: [],
      openNow: true,
      nextOpensAt: null,
    });
    expect(shown({ at: SUNDAY_NOON_JST }).japaneseDesk).toMatchObject({
      openNow: false,
      nextOpensAt: '2026-11-30T00:00:00.000Z',
    });
  });

  it('K2 K5 K4 include hints on urgency and phone number for a callback, and no target', () => {
    expect(option('callback')).toMatchObject({
      responseTargets: null,
      hints: [
        { rule: 'K5', code: 'callback-urgent' },
        { rule: 'K2', code: 'callback-number' },
      ],
    });
    expect(option('chat')).toMatchObject({ responseTargets: null, hints: [] });
  });
});

describe('the shown response target', () => {
  it('E5 E6 E8 is that of the edition, and the same for members without a role', () => {
    expect(option('request').responseTargets?.en).toEqual({
      servedLanguage: 'en',
      minutes: 240,
      decidedBy: 'edition',
      dueAt: '2026-11-27T11:30:00.000Z',
    });
    const addOn = anAddOn({ edition: 'enhanced' });
    expect(option('request', { addOn }).responseTargets?.en).toMatchObject({ minutes: 60 });
    expect(option('request', { addOn, member: aMember() }).responseTargets).toEqual(
      option('request', { addOn }).responseTargets,
    );
  });

  it('L3 L4 is an hour in Japanese if the desk is open that long, and in English outside its hours', () => {
    expect(option('request', { at: FRIDAY_1600_JST }).responseTargets?.ja).toEqual({
      servedLanguage: 'ja',
      minutes: 60,
      decidedBy: 'japanese-desk',
      dueAt: '2026-11-27T08:00:00.000Z',
    });
    expect(option('request').responseTargets?.ja).toMatchObject({
      servedLanguage: 'ja',
      minutes: 240,
      decidedBy: 'edition',
    });
    expect(option('request', { at: SUNDAY_NOON_JST }).responseTargets?.ja).toMatchObject({
      servedLanguage: 'en',
      minutes: 240,
    });
  });

  it('E10 is null for standard support, with a hint', () => {
    expect(option('request', { addOn: undefined })).toMatchObject({
      responseTargets: null,
      hints: [{ rule: 'E10', code: 'standard-support' }],
    });
    expect(shown({ addOn: undefined }).entitlement).toBeNull();
  });

  const facts = fc.record({
    member: fc.constantFrom(anAdmin(), aMember(), aChampion('epic'), aChampion('grand', { roles: ['team_admin'] })),
    about: fc.constantFrom(
      { product: 'dropbox', addOn: anAddOn() },
      { product: 'dropbox', addOn: anAddOn({ edition: 'enhanced' }) },
      { product: 'sign', addOn: undefined },
      DASH,
      { product: 'dash', addOn: undefined },
    ),
    at: fc
      .integer({ min: millisOf('2026-11-22T03:00:00.000Z'), max: millisOf('2027-11-30T00:00:00.000Z') })
      .map(instantOf),
    by: fc.constantFrom(
      policies,
      policiesWith({
        editionMinutes: { essentials: 6000, enhanced: 0.5 },
        japaneseDesk: { calendar: 'japanese-desk', minutes: 90 },
      }),
    ),
  });

  it('R5 E5 L3 equals the target of a request sent at that instant', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('en' as const, 'ja' as const), ({ member, about, at, by }, language) => {
        const shownTarget = option('request', { member, ...about, at }, by).responseTargets?.[language];
        const opened = ticketDecider.decide(open(at, { language, product: about.product }), undefined, {
          policies: by,
          team: aTeam(),
          member,
          addOn: about.addOn,
        });
        const clock = isRefusal(opened) ? undefined : opened.find((event) => event.type === 'ResponseClockStarted');
        const { servedLanguage, decidedBy, dueAt, legs } = clock?.data ?? {};
        const minutes = legs?.find(({ target }) => target === decidedBy)?.minutes;
        expect(shownTarget).toEqual(clock && { servedLanguage, minutes, decidedBy, dueAt });
      }),
    );
  });

  it('K1 E9 L2 L6 L7 includes a callback offer if one would be accepted, or else why it is refused', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('en', 'ja', 'de'), ({ member, about, at, by }, language) => {
        const { offered, notOffered, languages } = option('callback', { member, ...about, at }, by);
        const asks = {
          type: 'RequestCallback' as const,
          at,
          callbackId: 'c-1',
          teamId: 'acme',
          requesterId: 'aiko',
          phone: '+81312345678',
          reason: 'Call.',
          language,
        };
        const decided = requestCallback({ ...asks, product: about.product }, undefined, {
          policies: by,
          team: aTeam(),
          member,
          addOn: about.addOn,
        });
        expect(offered).toBe(languages.length > 0);
        expect(isRefusal(decided)).toBe(!languages.includes(servedLanguage(language, at, by)));
        if (!offered) expect(decided).toMatchObject({ rule: notOffered?.rule, code: notOffered?.code });
      }),
    );
  });
});
