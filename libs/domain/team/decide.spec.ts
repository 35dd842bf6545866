import { aChampion, aMember, anAddOn, anAdmin, BILLING } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import { billingAt } from './billing-terms.js';
import type { ChangeTeam, RegisterTeam } from './commands.js';
import { teamDecider } from './decide.js';

const AT = '2026-11-22T03:00:00.000Z';
const RENEWAL = '2026-11-30T15:00:00.000Z';
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
const nobody = deciderTest(teamDecider, { policies, policiesAt: () => policies, member: aMember() });
const registered = nobody.after(register());
const close = (inquiryId = 'inq-1') => ({
  type: 'CloseInquiry' as const,
  at: AT,
  inquiryId,
  reason: 'They will wait.',
});

describe('a new team', () => {
  it('P1 is registered with its account and billing data', () => {
    const { type: _, at: __, ...data } = register();
    nobody.when(register()).then({ type: 'TeamRegistered', data: { ...data, hasAccountManager: false } });
  });

  it('is refused if the ID is taken', () => {
    registered.when(register()).thenRefused('team-exists', { reason: 'conflict' });
  });

  it.each(['EST', 'Asia/Edo', ''])('P9 is refused with the unsupported time zone %p', (timeZone) => {
    nobody.when(register({ timeZone })).thenRefused('unknown-time-zone', { reason: 'invalid' });
  });

  it.each(['2026-02-30', '22.11.2026', ''])(
    'P9 is refused with %p as the start of the billing period',
    (periodStart) => {
      nobody
        .when(register({ billing: { ...BILLING, periodStart } }))
        .thenRefused('unknown-period-start', { reason: 'invalid', rule: 'P9' });
    },
  );

  it.each(['faxes', 'passwords'])('R2 is refused with the unknown or retired product %s', (product) => {
    expect(nobody.when(register({ products: ['dropbox', product] })).decision).toMatchObject({ reason: 'invalid' });
  });

  it('R2 lists each product once', () => {
    nobody
      .when(register({ products: ['dropbox', 'dropbox'] }))
      .then({ type: 'TeamRegistered', data: { products: ['dropbox'] } });
  });
});

describe('the products of a team', () => {
  it('R2 are replaced as a whole', () => {
    registered
      .when(use('dropbox'))
      .then({ type: 'TeamProductsChanged', data: { teamId: 'acme', products: ['dropbox'] } });
  });

  it('R2 are unchanged if only their order differs', () => {
    registered.when(use('dash', 'dropbox')).thenNothing();
  });

  it('R2 change if a duplicate replaces a product', () => {
    registered.when(use('dropbox', 'dropbox')).then({ type: 'TeamProductsChanged', data: { products: ['dropbox'] } });
  });

  it('R2 are refused if unknown', () => {
    registered.when(use('faxes')).thenRefused('unknown-product', { reason: 'invalid' });
  });
});

describe('the sales route', () => {
  it('P4 assigns and removes an account manager', () => {
    registered.when(assign('am-7')).then({
      type: 'AccountManagerAssigned',
      data: { teamId: 'acme', accountManager: 'am-7', hasAccountManager: true },
    });
    registered.when(assign(null)).thenNothing();
    expect(registered.after(assign('am-7'), assign(null)).state).toMatchObject({
      accountManager: null,
      hasAccountManager: false,
    });
  });

  it('P4 records an account manager again, since the names are not compared', () => {
    registered.after(assign('am-7')).when(assign('am-7')).then('AccountManagerAssigned');
  });

  it('P3 records an inquiry', () => {
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
    expect(registered.after(inquire('dash')).state?.inquiries).toEqual([
      { inquiryId: 'inq-1', memberId: 'aiko', closed: false, erased: false },
    ]);
  });

  it('P3 E2 records an inquiry of every active member, regardless of the roles, and of no other', () => {
    for (const member of [aMember(), anAdmin({ roles: ['support_admin'] }), aChampion('grand')])
      registered.withFacts({ member }).when(inquire('dash')).then('AddOnInquiryReceived');
    for (const member of [undefined, anAdmin({ active: false })])
      registered.withFacts({ member }).when(inquire('dash')).thenRefused('member-not-active', { rule: 'E2' });
  });

  it('P3 closes an inquiry once, with a reason, unless a purchase has completed it', () => {
    const asked = registered.after(inquire('dash'));
    asked.when(close()).then({
      type: 'AddOnInquiryClosed',
      data: { teamId: 'acme', inquiryId: 'inq-1', memberId: 'aiko', reason: 'They will wait.' },
    });
    asked.after(close()).when(close()).thenNothing();
    asked.when(close('inq-2')).thenRefused('inquiry-not-found', { rule: 'P3', reason: 'not-found' });
    asked
      .withFacts({ addOns: [undefined, anAddOn({ completedInquiries: ['inq-1'] })] })
      .when(close())
      .thenRefused('inquiry-completed', { rule: 'P3', reason: 'conflict' });
  });

  it('P3 limits the open inquiries of a member, not those of others or those that have ended', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const waiting = registered.after(...ids.map((inquiryId) => ({ ...inquire('dash'), inquiryId })));
    waiting.when(inquire('dash')).thenRefused('inquiries-open', { rule: 'P3', reason: 'conflict' });
    waiting.when({ ...inquire('dash'), memberId: 'ben' }).then('AddOnInquiryReceived');
    waiting.after(close('a')).when(inquire('dash')).then('AddOnInquiryReceived');
    waiting
      .withFacts({ addOns: [anAddOn({ completedInquiries: ['b'] })] })
      .when(inquire('dash'))
      .then('AddOnInquiryReceived');
  });

  it('P3 P13 refuses an inquiry about an unknown add-on', () => {
    registered.when(inquire('replay')).thenRefused('unknown-add-on', { rule: 'P3', reason: 'invalid' });
  });

  it('P1 refuses commands for an unknown team', () => {
    for (const command of [use('dash'), assign('am-7'), inquire('dash')])
      nobody.when(command).thenRefused('team-not-found', { reason: 'not-found' });
  });
});

describe('a changed team', () => {
  const change = (changes: Omit<ChangeTeam, 'type' | 'at' | 'teamId'>): ChangeTeam => ({
    type: 'ChangeTeam',
    at: AT,
    teamId: 'acme',
    ...changes,
  });
  const billing = { timeZone: 'Europe/Berlin', seats: 30, interval: 'year' } as const;
  const sold = registered.withFacts({ addOns: [undefined, anAddOn()] });

  it('P4 gets a name and self-service, each recorded once, also with an add-on', () => {
    sold
      .when(change({ name: 'Acme Holdings KK', selfServe: false }))
      .then(
        { type: 'TeamRenamed', data: { teamId: 'acme', name: 'Acme Holdings KK' } },
        { type: 'SelfServeChanged', data: { teamId: 'acme', selfServe: false } },
      );
    const changed = registered.after(change({ name: 'Acme Holdings KK', selfServe: false }));
    expect(changed.state).toMatchObject({ name: 'Acme Holdings KK', selfServe: false });
    changed.when(change({ name: 'Acme Holdings KK', selfServe: false })).thenNothing();
    registered.when(change({})).thenNothing();
  });

  it('P9 gets a time zone, seats and an interval at once as long as no add-on is active', () => {
    registered.when(change(billing)).then('TeamTimeZoneChanged', 'TeamSeatsChanged', 'BillingIntervalChanged');
    const changed = registered.after(change(billing)).state ?? fail();
    expect(changed.timeZone).toBe('Europe/Berlin');
    const terms = { ...BILLING, seats: 30, interval: 'year', timeZone: 'Europe/Berlin', firstDay: null };
    expect(billingAt(changed, AT)).toEqual(terms);
    registered
      .withFacts({ addOns: [anAddOn({ removalEffectiveAt: AT, renewsAt: AT })] })
      .when(change({ seats: 30 }))
      .then('TeamSeatsChanged');
  });

  it('P8 has seats that are quoted and confirmed while an add-on is active', () => {
    sold.when(change({ name: 'A', seats: 30 })).thenRefused('team-has-add-on', { rule: 'P8' });
    sold.when(change({ timeZone: 'Asia/Tokyo', seats: 25, interval: 'month' })).thenNothing();
  });

  it('P9 P10 is billed by another zone and interval from the renewal on while an add-on is active', () => {
    const billedFrom = { at: RENEWAL, firstDay: '2026-12-01' };
    sold
      .when(change({ timeZone: 'Europe/Berlin', interval: 'year' }))
      .then(
        { type: 'TeamTimeZoneChanged', data: { teamId: 'acme', timeZone: 'Europe/Berlin', billedFrom } },
        { type: 'BillingIntervalChanged', data: { teamId: 'acme', interval: 'year', billedFrom } },
      );
    const changed = sold.after(change({ timeZone: 'Europe/Berlin', interval: 'year' })).state ?? fail();
    const current = { ...BILLING, timeZone: 'Asia/Tokyo', firstDay: null };
    expect(changed.timeZone).toBe('Europe/Berlin');
    expect(billingAt(changed, AT)).toEqual(current);
    expect(billingAt(changed, '2026-11-30T14:59:59.999Z')).toEqual(current);
    const next = { interval: 'year', periodStart: '2026-12-01', timeZone: 'Europe/Berlin', firstDay: '2026-12-01' };
    expect(billingAt(changed, RENEWAL)).toEqual({ ...BILLING, ...next });
  });

  it('P10 keeps its interval if the change is taken back before the renewal', () => {
    const yearly = sold.after(change({ interval: 'year' }));
    yearly.when(change({ interval: 'year' })).thenNothing();
    yearly
      .when(change({ interval: 'month' }))
      .then({ type: 'BillingIntervalChanged', data: { teamId: 'acme', interval: 'month', billedFrom: null } });
    const back = yearly.after(change({ interval: 'month' })).state ?? fail();
    expect(billingAt(back, RENEWAL)).toMatchObject({ interval: 'month', periodStart: BILLING.periodStart });
  });

  it('P1 keeps its interval while a price is agreed for it and none is listed for the other', () => {
    const francs = nobody
      .after(register({ billing: { ...BILLING, currency: 'CHF' } }))
      .withFacts({ addOns: [anAddOn({ unitPrice: { minor: 300, currency: 'CHF' }, agreedBy: 'sam' })] });
    francs.when(change({ interval: 'year' })).thenRefused('no-renewal-price', { rule: 'P1', reason: 'conflict' });
    francs
      .withFacts({ addOns: [anAddOn({ removalEffectiveAt: RENEWAL })] })
      .when(change({ interval: 'year' }))
      .then('BillingIntervalChanged');
  });

  it('P9 is refused an unsupported time zone, and must be registered', () => {
    registered.when(change({ timeZone: 'Asia/Edo' })).thenRefused('unknown-time-zone', { reason: 'invalid' });
    nobody.when(change({ name: 'A' })).thenRefused('team-not-found', { reason: 'not-found' });
  });
});

describe('an erased inquiry', () => {
  const erase = { type: 'EraseInquiry' as const, at: AT, inquiryId: 'inq-1' };
  const erased = {
    type: 'AddOnInquiryErased',
    data: { teamId: 'acme', inquiryId: 'inq-1', memberId: 'aiko' },
  } as const;

  it('P3 is closed, once, and takes no reason any more', () => {
    const inquired = registered.after(inquire('dash'));
    inquired.when(erase).then(erased);
    inquired.after(close()).when(erase).then(erased);
    inquired.after(erase).when(erase).thenNothing();
    inquired.after(erase).when(close()).thenRefused('inquiry-erased', { reason: 'conflict', rule: 'P3' });
    registered.when(erase).thenRefused('inquiry-not-found', { reason: 'not-found' });
    expect(inquired.after(erase).state?.inquiries).toMatchObject([{ closed: true, erased: true }]);
  });
});

describe('an erased account manager', () => {
  const erase = (subjectId = 'acme') => ({ type: 'EraseAccountManager' as const, at: AT, subjectId });
  const sold = registered.after(assign('am-7'));

  it('P4 is erased once, and a successor is another person, under another key', () => {
    registered.when(erase()).thenRefused('subject-not-found', { reason: 'not-found' });
    sold.when(erase('acme.2')).thenRefused('subject-not-found', { reason: 'not-found' });
    sold.when(erase()).then({ type: 'AccountManagerErased', data: { teamId: 'acme', subjectId: 'acme' } });
    const erased = sold.after(erase());
    erased.when(erase()).thenNothing();
    expect(erased.state).toMatchObject({ accountManager: '', hasAccountManager: true });
    erased.when(assign('am-8')).then({
      type: 'AccountManagerAssigned',
      data: { teamId: 'acme', subjectId: 'acme.2', accountManager: 'am-8', hasAccountManager: true },
    });
    const succeeded = erased.after(assign('am-8'));
    succeeded.when(erase()).thenNothing();
    succeeded
      .when(erase('acme.2'))
      .then({ type: 'AccountManagerErased', data: { teamId: 'acme', subjectId: 'acme.2' } });
  });
});
