import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { useResource } from '../../api/resource.js';
import { useSelf } from '../../session/self.js';
import { useTexts } from '../../texts/language-context.js';
import { agentsResource } from '../desk/desk-resources.js';
import { FormDialog } from '../desk/ticket/form-dialog.js';
import { RadioList } from '../desk/ticket/radio-list.js';
import { liveDeskTexts } from './live.texts.js';
import type { Channel } from './live-resources.js';

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
  language,
  onDone,
  onClose,
}: {
  readonly channel: Channel;
  readonly id: string;
  readonly language: 'en' | 'ja';
  readonly onDone: () => void;
  readonly onClose: () => void;
}) => {
  const t = useTexts(liveDeskTexts);
  const self = useSelf();
  const [agentId, setAgentId] = useState(FRONT);
  const transfer = useTransfer(channel, id);
  const { data } = useResource(agentsResource);
  const free = (data?.items ?? []).filter(
    (agent) =>
      agent.agentId !== self.id &&
      agent.takes.includes(channel) &&
      agent.engaged === null &&
      agent.languages.includes(language),
  );
  const options = [
    { value: FRONT, name: t.front, detail: t.frontHint },
    ...free.map((agent) => ({
      value: agent.agentId,
      name: agent.name ?? agent.agentId,
      detail: agent.languages.join(', '),
    })),
  ];
  return (
    <FormDialog
      title={t.transferTitle}
      hint={t.transferHint}
      submitLabel={t.transfer}
      isSending={transfer.isSending}
      error={transfer.error}
      onSubmit={() => void transfer.send(agentId).then((answer) => answer && onDone())}
      onClose={onClose}
    >
      <RadioList label={t.transferTitle} options={options} value={agentId} onChange={setAgentId} />
    </FormDialog>
  );
};
