import type { Schemas } from '@ledgerdesk/client';
import { useResource } from '../../api/resource.js';
import { Badge } from '../../design/badge.js';
import { Card } from '../../design/card.js';
import { Loaded } from '../../design/loaded.js';
import { useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import { TimeText } from '../../time/time-text.js';
import { agentsResource } from '../desk/desk-resources.js';
import { liveDeskTexts } from './live.texts.js';
import { liveQueuesResource } from './live-resources.js';
import { isAvailableFor } from './serving.js';
import styles from './live.module.css';

type Queue = Schemas['LiveDesk']['queues'][number];

/** Who is free, and since when the oldest request waits, changes without an event of the desk. */
const REFRESH_MS = 15_000;
const SECONDS_PER_MINUTE = 60;

/** How long a request made now would wait; that it would wait for an agent first, if none is there. */
const ExpectedWait = ({ queue }: { readonly queue: Queue }) => {
  const t = useTexts(liveDeskTexts);
  const { duration } = useFormats();
  const { data } = useResource(agentsResource);
  const { channel, product, servedLanguage, expectedWaitSeconds } = queue;
  const asked = { channel, productId: product.id, servedLanguage };
  if (data && !data.items.some((agent) => isAvailableFor(asked, agent))) return <Badge tone="warn">{t.allAway}</Badge>;
  return expectedWaitSeconds === null ? t.none : duration(expectedWaitSeconds / SECONDS_PER_MINUTE);
};

const Row = ({ queue }: { readonly queue: Queue }) => {
  const t = useTexts(liveDeskTexts);
  const { number } = useFormats();
  const { channel, product, servedLanguage, oldestRequestedAt } = queue;
  return (
    <tr>
      <th scope="row">
        {t.channel[channel]} · {product.name ?? product.id} · {t.served[servedLanguage]}
      </th>
      <td data-label={t.waiting}>{number(queue.waiting)}</td>
      <td data-label={t.premium}>{number(queue.premium)}</td>
      <td data-label={t.withheld} title={t.withheldHint}>
        {number(queue.withheld)}
      </td>
      <td data-label={t.oldest}>{oldestRequestedAt === null ? t.none : <TimeText at={oldestRequestedAt} />}</td>
      <td data-label={t.expected}>
        <ExpectedWait queue={queue} />
      </td>
      <td data-label={t.held}>{number(queue.held)}</td>
      <td data-label={t.idle}>{number(queue.idleAgents)}</td>
    </tr>
  );
};

/** The requests that wait, by queue. */
export const LiveQueues = () => {
  const t = useTexts(liveDeskTexts);
  const queues = useResource(liveQueuesResource, { everyMs: REFRESH_MS });
  return (
    <Card title={t.queues}>
      <Loaded of={queues} lines={2}>
        {(data) =>
          data.queues.length === 0 ? (
            <p className={styles['muted']}>{t.noQueues}</p>
          ) : (
            <>
              <table className={styles['queues']}>
                <thead>
                  <tr>
                    {[t.queue, t.waiting, t.premium, t.withheld, t.oldest, t.expected, t.held, t.idle].map((name) => (
                      <th key={name} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.queues.map((queue) => (
                    <Row key={`${queue.channel} ${queue.product.id} ${queue.servedLanguage}`} queue={queue} />
                  ))}
                </tbody>
              </table>
              {data.truncated && <p className={styles['muted']}>{t.truncated}</p>}
            </>
          )
        }
      </Loaded>
    </Card>
  );
};
