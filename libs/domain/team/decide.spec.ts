import { BILLING } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import type { RegisterTeam } from './commands.js';
import { teamDecider } from './decide.js';

const AT = '2026-11-22T03:00:00.000Z';
const register = (differing: Partial<RegisterTeam> = {}): RegisterTeam => ({
  type: 'RegisterTeam',
  at: AT,
  teamId: 'acme',
  name: 'Acme KK',
  country: 'JP',
  timeZone: 'Asia/Tokyo',
  products: ['dropbox', 'dash'],
  selfServe: true,
  accountManager: null,
  billing: BILLING,
  ...differing,
});
const use = (...products: readonly string[]) => ({
  type: 'ChangeTeamProducts' as const,
  at: AT,
  teamId: 'acme',
  products,
});
const assign = (accountManager: string | null) => ({
  type: 'AssignAccountManager' as const,
  at: AT,
  teamId: 'acme',
  accountManager,
});
const inquire = (product: string) => ({
  type: 'InquireAddOn' as const,
  at: AT,
  inquiryId: 'inq-1',
  product,
  memberId: 'aiko',
  message: 'Please call me about Enhanced.',
});
const nobody = deciderTest(teamDecider, { policies });
const registered = nobody.after(register());

describe('registering a team', () => {
  it('P1 records the account that may hold add-ons, with what billing goes by', () => {
    const { type: _, at: __, ...data } = register();
    nobody.when(register()).then({ type: 'TeamRegistered', data });
  });

  it('is done once per id', () => {
    registered.when(register()).thenRefused('team-exists', { reason: 'conflict' });
  });

  it.each(['EST', 'Asia/Edo', ''])('P9 refuses the zone %p, in which no day could be counted', (timeZone) => {
    nobody.when(register({ timeZone })).thenRefused('unknown-time-zone', { reason: 'invalid' });
  });

  it.each(['2026-02-30', '22.11.2026', ''])('P9 refuses %p as the start of a billing period', (periodStart) => {
    nobody
      .when(register({ billing: { ...BILLING, periodStart } }))
      .thenRefused('unknown-period-start', { reason: 'invalid', rule: 'P9' });
  });

  it.each(['faxes', 'passwords'])('R2 refuses the product %s, which cannot be asked about', (product) => {
    expect(nobody.when(register({ products: ['dropbox', product] })).decision).toMatchObject({ reason: 'invalid' });
  });

  it('R2 counts each product once', () => {
    nobody
      .when(register({ products: ['dropbox', 'dropbox'] }))
      .then({ type: 'TeamRegistered', data: { products: ['dropbox'] } });
  });
});

describe('the products that a team uses', () => {
  it('R2 change as a whole', () => {
    registered
      .when(use('dropbox'))
      .then({ type: 'TeamProductsChanged', data: { teamId: 'acme', products: ['dropbox'] } });
  });

  it('R2 are the same in any order', () => {
    registered.when(use('dash', 'dropbox')).thenNothing();
  });

  it('R2 are fewer when one is named twice instead of the other', () => {
    registered.when(use('dropbox', 'dropbox')).then({ type: 'TeamProductsChanged', data: { products: ['dropbox'] } });
  });

  it('R2 must be known', () => {
    registered.when(use('faxes')).thenRefused('unknown-product', { reason: 'invalid' });
  });
});

describe('the sales route', () => {
  it('P4 an account manager is assigned and taken away', () => {
    registered
      .when(assign('am-7'))
      .then({ type: 'AccountManagerAssigned', data: { teamId: 'acme', accountManager: 'am-7' } });
    registered.when(assign(null)).thenNothing();
    expect(registered.after(assign('am-7'), assign(null)).state?.accountManager).toBeNull();
  });

  it('P3 an inquiry is recorded', () => {
    registered.when(inquire('dash')).then({
      type: 'AddOnInquiryReceived',
      data: {
        teamId: 'acme',
        inquiryId: 'inq-1',
        product: 'dash',
        memberId: 'aiko',
        message: 'Please call me about Enhanced.',
      },
    });
    expect(registered.after(inquire('dash')).state?.inquiries).toEqual(['inq-1']);
  });

  it('P3 P13 an inquiry is about an add-on that exists', () => {
    registered.when(inquire('replay')).thenRefused('unknown-add-on', { rule: 'P3', reason: 'invalid' });
  });

  it('P1 nothing is recorded for a team that does not exist', () => {
    for (const command of [use('dash'), assign('am-7'), inquire('dash')])
      nobody.when(command).thenRefused('team-not-found', { reason: 'not-found' });
  });
});
