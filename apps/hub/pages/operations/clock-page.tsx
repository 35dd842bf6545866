import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { resource, useResource } from '../../api/resource.js';
import type { Topic } from '../../api/topics.js';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { CommandButton } from '../../design/command-button.js';
import { Fact, FactList } from '../../design/fact-list.js';
import { Loaded } from '../../design/loaded.js';
import { Page } from '../../design/page.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useEngineTime } from '../../time/engine-time.js';
import { useFormats } from '../../time/formats.js';
import { InstantField } from '../../time/instant-field.js';
import styles from './clock-page.module.css';
import { clockTexts } from './clock.texts.js';

const DURATIONS = ['PT15M', 'PT1H', 'P1D', 'P1W', 'P30D'] as const;
/** A move changes whatever depends on the time. */
const CHANGED: readonly Topic[] = ['time', 'tickets', 'live', 'billing', 'programme', 'deliveries', 'health', 'log'];
const WHILE_MOVING_MS = 2_000;

const clockResource = resource(['time', 'sandbox'], (options) => client.get('/v1/sandbox/clock', options));

/** Moves the clock of a sandbox, and shows the last move. */
const SimulatedClock = () => {
  const t = useTexts(clockTexts);
  const formats = useFormats();
  const clock = useResource(clockResource, { everyMs: WHILE_MOVING_MS });
  const [to, setTo] = useState<string>();
  const move = useCommand(
    (body: { by: string } | { to: string }, options) =>
      client.post('/v1/sandbox/clock', { body, timeoutMs: 60_000, ...options }),
    CHANGED,
  );
  const { isSending } = move;
  return (
    <Card title={t.move}>
      <p>{t.moveHint}</p>
      <p className={styles['buttons']}>
        {DURATIONS.map((by) => (
          <CommandButton key={by} isSending={isSending} onClick={() => void move.send({ by })}>
            {`+ ${t.by[by]}`}
          </CommandButton>
        ))}
      </p>
      <form
        className={styles['to']}
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== undefined) void move.send({ to });
        }}
      >
        <InstantField label={t.to} error={move.fieldErrors['to']} value={to} onChange={setTo} />
        <CommandButton type="submit" isSending={isSending} disabled={to === undefined}>
          {t.moveTo}
        </CommandButton>
      </form>
      {move.error && <ProblemNotice error={move.error} />}
      <Loaded of={clock} lines={1}>
        {({ latestMove }) =>
          latestMove && (
            <FactList>
              <Fact name={t.last}>
                {[latestMove.from, latestMove.reached ?? latestMove.to].map(formats.dateTime).join(' → ')}{' '}
                <Badge tone={latestMove.state === 'done' ? 'ok' : 'accent'}>
                  {latestMove.state === 'done' ? t.done : t.moving}
                </Badge>
              </Fact>
            </FactList>
          )
        }
      </Loaded>
    </Card>
  );
};

/** The clock of the engine: how it goes and, in a sandbox, where it is moved. */
export const ClockPage = () => {
  const t = useTexts(clockTexts);
  const formats = useFormats();
  const { now, source, state } = useEngineTime();
  return (
    <Page title={t.title}>
      <Card title={t.now}>
        <p className={styles['now']}>{formats.withZone(now)}</p>
        <FactList>
          <Fact name={t.source}>{t.sources[source]}</Fact>
          <Fact name={t.state}>{t.states[state]}</Fact>
        </FactList>
        {state === 'held' && (
          <p>
            {t.accept} <code>{'ledgerdesk clock accept'}</code>
          </p>
        )}
        {source === 'machine' && <p>{t.machine}</p>}
      </Card>
      {source === 'simulated' && <SimulatedClock />}
    </Page>
  );
};
