import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../api/client.js';
import { resource, useResource } from '../../api/resource.js';
import { Badge, type Tone } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { type PlainColumn, PlainTable } from '../../design/plain-table.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { LedgerHealth } from './health-ledger.js';
import { ScrubHealth } from './health-scrub.js';
import { TimerHealth } from './health-timers.js';
import { healthTexts } from './health.texts.js';

type Health = Schemas['Health'];
type ReadModel = Health['projections'][number];
type Process = NonNullable<Health['processes']>[number];

const EVERY_MS = 5_000;
const healthResource = resource(['health'], (options) => client.get('/v1/health', options));

const STATUS_TONES: Readonly<Record<Health['status'], Tone>> = {
  ok: 'ok',
  'catching-up': 'accent',
  degraded: 'warn',
  unavailable: 'bad',
  stopping: 'neutral',
};
const STATE_TONES: Readonly<Record<ReadModel['state'] | Process['state'], Tone>> = {
  running: 'ok',
  rebuilding: 'accent',
  poisoned: 'bad',
  failing: 'bad',
  waiting: 'warn',
};

/** Readiness of each part of the engine, one line per part. */
const Overall = ({ health }: { readonly health: Health }) => {
  const t = useTexts(healthTexts);
  const formats = useFormats();
  const { status, failing, catchingUp = [], log, clock, mail, unreachedKeyBackups } = health;
  return (
    <Card title={t.overall}>
      <FactList>
        <Fact name={t.state}>
          <Badge tone={STATUS_TONES[status]}>{t.statuses[status]}</Badge>
        </Fact>
        {failing.length > 0 && <Fact name={t.failing}>{failing.join(', ')}</Fact>}
        {catchingUp.length > 0 && <Fact name={t.catchingUp}>{catchingUp.join(', ')}</Fact>}
        <Fact name={t.log}>{log === null ? t.elsewhere : t.logs[log]}</Fact>
        <Fact name={t.clock}>{clock === null ? t.simulated : t.clocks[clock.state]}</Fact>
        <Fact name={t.mail}>{mail === null ? t.elsewhere : t.mails[mail]}</Fact>
        <Fact name={t.keyBackups}>
          {formats.number(unreachedKeyBackups)}
          {unreachedKeyBackups > 0 && ` · ${t.keyBackupsHint}`}
        </Fact>
      </FactList>
    </Card>
  );
};

type Follower = ReadModel | Process;

const isFine = ({ state, lag }: Follower): boolean => state === 'running' && lag === 0;

const FollowerTable = ({ title, rows }: { readonly title: string; readonly rows: readonly Follower[] }) => {
  const t = useTexts(healthTexts);
  const formats = useFormats();
  const columns: readonly PlainColumn<Follower>[] = [
    { id: 'name', name: t.name, render: ({ name }) => name },
    {
      id: 'state',
      name: t.state,
      render: ({ state }) => <Badge tone={STATE_TONES[state]}>{t.states[state]}</Badge>,
    },
    { id: 'lag', name: t.lag, align: 'end', render: ({ lag }) => formats.number(lag) },
    { id: 'position', name: t.position, align: 'end', render: ({ position }) => position },
    { id: 'trouble', name: t.trouble, render: ({ trouble }) => trouble?.message },
  ];
  return <PlainTable stacks label={title} columns={columns} rows={rows} idOf={({ name }) => name} />;
};

/** Read models or processes: those that are behind or stopped, and all of them on demand. */
const Followers = ({ title, rows }: { readonly title: string; readonly rows: readonly Follower[] }) => {
  const t = useTexts(healthTexts);
  const formats = useFormats();
  const troubled = rows.filter((row) => !isFine(row));
  const fine = formats.number(rows.length - troubled.length);
  return (
    <Card title={title}>
      {troubled.length > 0 && <FollowerTable title={title} rows={troubled} />}
      <p>{troubled.length === 0 ? <Badge tone="ok">{t.allFine(fine)}</Badge> : t.othersFine(fine)}</p>
      <details>
        <summary>{t.showAll}</summary>
        <FollowerTable title={title} rows={rows} />
      </details>
    </Card>
  );
};

/** The state of every part of the engine, with the reason of each failure. */
export const HealthPage = () => {
  const t = useTexts(healthTexts);
  const health = useResource(healthResource, { everyMs: EVERY_MS });
  return (
    <Page title={t.title}>
      <Loaded of={health}>
        {(data) => (
          <>
            <Overall health={data} />
            {data.ledger && <LedgerHealth ledger={data.ledger} isSimulated={data.clock === null} />}
            {data.scrub && <ScrubHealth scrub={data.scrub} />}
            {data.deadlines && <TimerHealth timers={data.deadlines} />}
            <Followers title={t.readModels} rows={data.projections} />
            {data.processes && <Followers title={t.processes} rows={data.processes} />}
            <p>{t.checkedAgain}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
};
