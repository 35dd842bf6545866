import { aMember, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { addOnDecider } from './decide.js';
import type { AddOnFacts } from './facts.js';
import { previewRemoval } from './removal.js';
import { type AddOn, isActive } from './state.js';
import {
  BOUGHT_AT,
  RENEWAL,
  facts,
  bySales,
  quoted,
  purchase,
  remove,
  keep,
  renew,
  renewals,
  nothing,
  bought,
  change,
  previewed,
  UP,
  DOWN,
  upgraded,
} from '../../../test/support/add-on-commands.js';

describe('a removal', () => {
  it('P11 takes effect at the next renewal, without a refund', () => {
    bought
      .when(remove('2026-11-25T00:00:00.000Z'))
      .then({ type: 'AddOnRemovalScheduled', data: { teamId: 'acme', product: 'dropbox', effectiveAt: RENEWAL } });
  });

  it('P11 takes effect at the end of the period in which it is requested', () => {
    bought.when(remove('2027-02-14T00:00:00.000Z')).then(...renewals('2026-12-01', '2027-01-01', '2027-02-01'), {
      type: 'AddOnRemovalScheduled',
      data: { effectiveAt: '2027-02-28T15:00:00.000Z' },
    });
  });

  it('P8 is previewed with its date, what ends and what is still charged, and records nothing', () => {
    const enhanced = deciderTest(addOnDecider, bySales).after(
      purchase(BOUGHT_AT, quoted('q-1', BOUGHT_AT, 'enhanced')),
    );
    const ends = ['response-target', 'live-support', 'hub', 'consultation', 'feature-digest'];
    expect(previewRemoval(bought.state, '2026-11-25T00:00:00.000Z', facts)).toEqual({
      teamId: 'acme',
      product: 'dropbox',
      edition: 'essentials',
      effectiveAt: RENEWAL,
      ends,
      amount: { minor: 0, currency: 'JPY' },
      cancelledCharge: { at: RENEWAL, edition: 'essentials', seats: 25, amount: { minor: 11_250, currency: 'JPY' } },
      expiresAt: '2026-11-25T15:00:00.000Z',
    });
    expect(previewRemoval(enhanced.state, BOUGHT_AT, bySales)).toMatchObject({ ends: [...ends, 'root-cause-session'] });
  });

  it('P8 is confirmed as previewed, once', () => {
    const at = '2026-11-25T00:00:00.000Z';
    const confirmed = { ...remove(at), preview: previewed(at) };
    bought.when(confirmed).then({ type: 'AddOnRemovalScheduled', data: { effectiveAt: RENEWAL } });
    bought.after(confirmed).when(confirmed).thenNothing();
  });

  it('P8 is refused if the preview has expired, or the renewal or the edition has changed since', () => {
    const at = '2026-11-25T00:00:00.000Z';
    const refused = { rule: 'P8', reason: 'conflict' } as const;
    const confirm = (when: string) => ({ ...remove(when), preview: previewed(at) });
    bought.when(confirm('2026-11-25T15:00:00.000Z')).thenRefused('removal-preview-outdated', refused);
    bought
      .when({ ...remove(RENEWAL), preview: previewed('2026-11-30T14:30:00.000Z') })
      .thenRefused('removal-preview-outdated', refused);
    bought
      .withFacts(bySales)
      .after(change('enhanced', at))
      .when(confirm(at))
      .thenRefused('removal-preview-outdated', refused);
  });

  it('P4 P5 P6 P7 P11 refuses the preview where it would refuse the removal', () => {
    const at = '2026-11-25T00:00:00.000Z';
    const preview = (recorded: AddOn | undefined, more: Partial<AddOnFacts> = {}) =>
      previewRemoval(recorded, at, { ...facts, ...more });
    const byMember = { buyer: { kind: 'member', member: aMember() } } as const;
    expect(preview(bought.state, byMember)).toMatchObject({ code: 'billing-role-required', rule: 'P6' });
    expect(preview(undefined, byMember)).toMatchObject({ code: 'billing-role-required', rule: 'P6' });
    expect(preview(undefined)).toMatchObject({ code: 'add-on-not-active', rule: 'P7' });
    expect(preview(bought.state, { team: aTeam({ accountManager: 'am-7' }) })).toMatchObject({ rule: 'P4' });
    expect(preview(bought.after(remove(at)).state)).toMatchObject({ code: 'removal-scheduled', rule: 'P11' });
  });

  it('P11 belongs to the new period if requested at the renewal time', () => {
    bought.when(remove(RENEWAL)).then(...renewals('2026-12-01'), {
      type: 'AddOnRemovalScheduled',
      data: { effectiveAt: '2026-12-31T15:00:00.000Z' },
    });
  });

  it('P11 P2 leaves the add-on active until exactly the renewal time', () => {
    const { state } = bought.after(remove('2026-11-25T00:00:00.000Z'));
    expect(isActive(state, '2026-11-30T14:59:59.999Z')).toBe(true);
    expect(isActive(state, RENEWAL)).toBe(false);
  });

  it('P11 is recorded once', () => {
    bought.after(remove('2026-11-25T00:00:00.000Z')).when(remove('2026-11-26T00:00:00.000Z')).thenNothing();
  });

  it('P12 can be withdrawn without a charge, once', () => {
    bought
      .after(remove('2026-11-25T00:00:00.000Z'))
      .when(keep('2026-11-26T00:00:00.000Z'))
      .then('AddOnRemovalWithdrawn');
    bought.when(keep('2026-11-26T00:00:00.000Z')).thenNothing();
  });

  it('P12 cannot be withdrawn once it has taken effect', () => {
    bought
      .after(remove('2026-11-25T00:00:00.000Z'))
      .when(keep(RENEWAL))
      .thenRefused('add-on-not-active', { rule: 'P7' });
  });

  it('P7 is refused without an add-on', () => {
    nothing.when(remove(BOUGHT_AT)).thenRefused('add-on-not-active', { rule: 'P7', reason: 'not-found' });
  });

  it('P6 is refused without a billing role, and does not reveal whether there is an add-on', () => {
    const byMember = { buyer: { kind: 'member', member: aMember() } } as const;
    bought.withFacts(byMember).when(remove(BOUGHT_AT)).thenRefused('billing-role-required', { rule: 'P6' });
    nothing.withFacts(byMember).when(remove(BOUGHT_AT)).thenRefused('billing-role-required', { rule: 'P6' });
  });

  it('P4 P5 goes through sales if the purchase has to', () => {
    bought
      .withFacts({ team: aTeam({ accountManager: 'am-7' }) })
      .when(remove(BOUGHT_AT))
      .thenRefused('sales-only-team', { rule: 'P4' });
    const enhanced = deciderTest(addOnDecider, bySales).after(
      purchase(BOUGHT_AT, quoted('q-1', BOUGHT_AT, 'enhanced')),
    );
    enhanced.withFacts(facts).when(remove(BOUGHT_AT)).thenRefused('sales-only-edition', { rule: 'P5' });
    enhanced.when(remove(BOUGHT_AT)).then('AddOnRemovalScheduled');
  });
});

describe('withdrawals', () => {
  it('P12 are limited in a billing period, for sales less than for members; removing is always possible', () => {
    const at = '2026-11-26T00:00:00.000Z';
    const toggles = Array.from({ length: 20 }, () => [remove(at), keep(at)]).flat();
    const often = bought.after(...toggles, remove(at));
    often.when(keep(at)).thenRefused('too-many-withdrawals', { rule: 'P12', reason: 'conflict' });
    bought
      .after(...toggles)
      .when(remove(at))
      .then('AddOnRemovalScheduled');
    often.withFacts(bySales).when(keep(at)).then('AddOnRemovalWithdrawn');
    const changes = [change('essentials', DOWN, upgraded, 'q-3'), { type: 'KeepEdition' as const, at: DOWN }];
    expect(upgraded.after(...changes).state?.withdrawals).toBe(1);
  });

  it('P12 are counted anew in each billing period', () => {
    const toggles = Array.from({ length: 20 }, () => [remove(UP), keep(UP)]).flat();
    const next = bought.after(...toggles, renew(RENEWAL), remove(RENEWAL));
    next.when(keep(RENEWAL)).then('AddOnRemovalWithdrawn');
  });
});

describe('a purchase after a removal', () => {
  it('P2 P8 needs a new quote, and starts in the current period', () => {
    const at = '2026-12-02T00:00:00.000Z';
    const again = bought.after(remove('2026-11-25T00:00:00.000Z'), purchase(at, quoted('q-2', at)));
    expect(again.state).toMatchObject({
      quote: 'q-2',
      purchasedAt: at,
      removalEffectiveAt: null,
      period: { from: '2026-12-01', to: '2027-01-01' },
    });
  });
});
