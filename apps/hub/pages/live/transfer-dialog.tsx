import type { Schemas } from '@ledgerdesk/client';
import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { FormDialog } from '../../design/form-dialog.js';
import { RadioList } from '../../design/radio-list.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { useLanguageName } from '../../texts/language-names.js';
import { agentsResource } from '../desk/desk-resources.js';
import { liveDeskTexts } from './live.texts.js';
import type { Channel } from './live-resources.js';
import { isAvailableFor } from './serving.js';

const FRONT = '';

/** Hands a chat or call over: to an agent, or, without one, to the front of its queue. */
export const useTransfer = (channel: Channel, id: string) =>
  useCommand(
    async (agentId: string, options) => {
      const body = agentId === FRONT ? {} : { agentId };
      const answer =
        channel === 'chat'
          ? await client.post('/v1/desk/chats/{chatId}/transfer', { path: { chatId: id }, body, ...options })
          : await client.post('/v1/desk/callbacks/{callbackId}/transfer', {
              path: { callbackId: id },
              body,
              ...options,
            });
      return { ...answer, data: { handedOver: true } };
    },
    ['agents', 'live'],
  );

/** Asks to whom a chat or call is handed over. */
export const TransferDialog = ({
  channel,
  id,
  about,
  onDone,
  onClose,
}: {
  readonly channel: Channel;
  readonly id: string;
  /** The request that is handed over. */
  readonly about: Pick<Schemas['ChatToAnswer'], 'product' | 'servedLanguage'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(liveDeskTexts);
  const self = useSelf();
  const languageName = useLanguageName();
  const [chosen, setChosen] = useState(FRONT);
  const transfer = useTransfer(channel, id);
  const { data } = useResource(agentsResource);
  const asked = { channel, productId: about.product, servedLanguage: about.servedLanguage };
  const free = (data?.items ?? []).filter(
    (agent) => agent.agentId !== self.id && agent.engaged === null && isAvailableFor(asked, agent),
  );
  const options = [
    { value: FRONT, name: t.front, detail: t.frontHint },
    ...free.map((agent) => ({
      value: agent.agentId,
      name: agent.name ?? agent.agentId,
      detail: agent.languages.map(languageName).join(', '),
    })),
  ];
  // An agent who is no longer free cannot stay chosen.
  const agentId = options.some(({ value }) => value === chosen) ? chosen : undefined;
  return (
    <FormDialog
      title={t.transferTitle}
      hint={t.transferHint}
      submit={t.transfer}
      command={transfer}
      isReady={agentId !== undefined}
      onSubmit={() => agentId !== undefined && void transfer.send(agentId).then((answer) => answer && onDone())}
      onClose={onClose}
    >
      <RadioList label={t.transferTitle} options={options} value={agentId} none={t.frontHint} onChange={setChosen} />
    </FormDialog>
  );
};
