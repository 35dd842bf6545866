import { anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import type { TicketViewFilter } from '@ledgerdesk/events';
import type { SaveTicketView } from './commands.js';
import { memberDecider } from './decide.js';
import { activeMember } from './active-member.js';
import { MAX_VIEWS, MAX_VIEWS_SAVED } from './views.js';

const AT = '2026-11-27T07:30:00.000Z';
const keys = { teamId: 'acme', memberId: 'aiko' };
const EVERYTHING: TicketViewFilter = {
  status: null,
  product: null,
  issueType: null,
  state: null,
  breached: null,
  openedFrom: null,
  openedTo: null,
  sort: null,
  order: null,
};
const save = (
  differing: Partial<Pick<SaveTicketView, 'viewId' | 'name' | 'q'>> = {},
  filter: Partial<TicketViewFilter> = {},
): SaveTicketView => ({
  type: 'SaveTicketView',
  at: AT,
  ...keys,
  viewId: 'v-1',
  name: 'Overdue',
  q: null,
  filter: { ...EVERYTHING, ...filter },
  ...differing,
});
const remove = (viewId = 'v-1') => ({ type: 'RemoveTicketView' as const, at: AT, ...keys, viewId });

const member = deciderTest(memberDecider, { policies, team: aTeam() }).after({
  type: 'AddMember',
  at: AT,
  ...keys,
  name: 'Aiko Sato',
  email: 'aiko@acme.example',
  language: 'ja',
  roles: ['team_admin'],
});
const named = (count: number) => Array.from({ length: count }, (_, index) => save({ viewId: `v-${index + 1}` }));

describe('a saved view', () => {
  it('H4 stores name, search text and filter', () => {
    const filter = { ...EVERYTHING, status: 'past' as const, sort: 'dueAt' as const };
    member
      .when(save({ q: 'proxy' }, filter))
      .then({ type: 'TicketViewSaved', data: { ...keys, viewId: 'v-1', name: 'Overdue', q: 'proxy', filter } });
    expect(member.after(save({ q: 'proxy' }, filter)).state?.views).toEqual([
      { viewId: 'v-1', name: 'Overdue', q: 'proxy', filter },
    ]);
  });

  it('H4 replaces the view with the same ID', () => {
    expect(
      member
        .after(save(), save({ viewId: 'v-2', name: 'Dash' }), save({}, { product: 'dash' }))
        .state?.views.map(({ viewId, filter }) => [viewId, filter.product]),
    ).toEqual([
      ['v-2', null],
      ['v-1', 'dash'],
    ]);
  });

  it('is created only if absent, or replaced only if present, on request', () => {
    const saved = member.after(save());
    member.when({ ...save(), onlyIf: 'present' }).thenRefused('revision-mismatch', { reason: 'stale' });
    saved.when({ ...save({ q: 'proxy' }), onlyIf: 'absent' }).thenRefused('revision-mismatch', { reason: 'stale' });
    saved.when({ ...save(), onlyIf: 'absent' }).thenRefused('revision-mismatch', { reason: 'stale' });
    expect(member.after({ ...save(), onlyIf: 'absent' }).state?.views).toHaveLength(1);
    expect(
      saved.after({ ...save({ name: 'Late' }, { product: 'dash' }), onlyIf: 'present' }).state?.views,
    ).toMatchObject([{ name: 'Late' }]);
  });

  it('records nothing if unchanged, but always counts as changed if it has a search text', () => {
    member
      .after(save({}, { status: 'open' }))
      .when(save({}, { status: 'open' }))
      .thenNothing();
    member
      .after(save({ q: 'proxy' }))
      .when(save({ q: 'proxy' }))
      .then('TicketViewSaved');
    member
      .after(save({ q: 'proxy' }))
      .when(save())
      .then('TicketViewSaved');
  });

  it('R4 accepts only products and issue types in the taxonomy, including retired products', () => {
    member.when(save({}, { product: 'nothing' })).thenRefused('unknown-product', { reason: 'invalid' });
    member
      .when(save({}, { issueType: 'nothing' }))
      .thenRefused('unknown-issue-type', { reason: 'invalid', rule: 'R4' });
    const [retired] = policies.taxonomy.products.filter(({ status }) => status === 'retired');
    member.when(save({}, { product: retired?.id ?? '' })).then('TicketViewSaved');
  });

  it('is refused with an empty opening period', () => {
    member.when(save({}, { openedFrom: AT, openedTo: AT })).thenRefused('view-never-matches', { reason: 'invalid' });
    member.when(save({}, { openedFrom: AT, openedTo: '2026-11-27T07:30:00.001Z' })).then('TicketViewSaved');
  });

  it('is refused beyond 50 views; existing views can be replaced, and a removal frees a slot', () => {
    const crowded = member.after(...named(MAX_VIEWS));
    crowded.when(save({ viewId: 'v-51' })).thenRefused('too-many-views', { reason: 'conflict' });
    crowded.when(save({}, { status: 'open' })).then('TicketViewSaved');
    crowded
      .after(remove())
      .when(save({ viewId: 'v-51' }))
      .then('TicketViewSaved');
  });

  it('is refused after 4,000 saves, so that the stream can still record a deactivation', () => {
    const busy = deciderTest(memberDecider, { policies, team: aTeam() }, anAdmin({ viewsSaved: MAX_VIEWS_SAVED }));
    busy.when(save()).thenRefused('too-many-view-changes', { reason: 'conflict' });
    busy.when({ type: 'DeactivateMember', at: AT, ...keys }).then('MemberDeactivated');
  });

  it('E2 is refused to a deactivated member', () => {
    member
      .after({ type: 'DeactivateMember', at: AT, ...keys })
      .when(save())
      .thenRefused('member-inactive', { rule: 'E2' });
  });

  it('V4 changes nothing else about the member', () => {
    expect(activeMember(member.after(save(), remove()).state)).toEqual({ ...member.state, viewsSaved: 1 });
  });
});

describe('a removed view', () => {
  it('is not listed, and is not found when removed again', () => {
    const kept = member.after(save());
    kept.when(remove()).then({ type: 'TicketViewRemoved', data: { ...keys, viewId: 'v-1' } });
    kept.after(remove()).when(remove()).thenRefused('view-not-found', { reason: 'not-found' });
    expect(kept.after(remove()).state?.views).toEqual([]);
  });
});
