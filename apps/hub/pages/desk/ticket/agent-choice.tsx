import { useState } from 'react';
import { useResource } from '../../../api/resource.js';
import { TextField } from '../../../design/field.js';
import { useSelf } from '../../../session/self.js';
import { useLanguage, useTexts } from '../../../texts/language-context.js';
import { agentsResource } from '../desk-resources.js';
import { RadioList, type RadioOption } from './radio-list.js';
import { ticketTexts } from './ticket.texts.js';

/** Agents who can take a ticket, the reader first. */
const useAgentOptions = (): readonly RadioOption[] => {
  const t = useTexts(ticketTexts);
  const self = useSelf();
  const { language } = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const { data } = useResource(agentsResource);
  const others = (data?.items ?? []).filter(
    ({ agentId, retired, registered }) => registered && !retired && agentId !== self.id,
  );
  return [
    { value: self.id, name: t.me, detail: self.name ?? self.id },
    ...others.map(({ agentId, name, languages }) => ({
      value: agentId,
      name: name ?? agentId,
      detail: languages.map((code) => names.of(code) ?? code).join(', '),
    })),
  ];
};

/** Chooses an agent by a part of the name. */
export const AgentChoice = ({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (agentId: string) => void;
}) => {
  const t = useTexts(ticketTexts);
  const [typed, setTyped] = useState('');
  const options = useAgentOptions();
  const text = typed.trim().toLowerCase();
  const found = options.filter(({ name, detail = '' }) => `${name} ${detail}`.toLowerCase().includes(text));
  const search = (changed: string): void => {
    setTyped(changed);
    const [first] = options.filter(({ name, detail = '' }) =>
      `${name} ${detail}`.toLowerCase().includes(changed.trim().toLowerCase()),
    );
    if (first) onChange(first.value);
  };
  return (
    <>
      <TextField label={t.findAgent} value={typed} autoFocus onChange={({ target }) => search(target.value)} />
      <RadioList label={t.findAgent} options={found} value={value} onChange={onChange} />
    </>
  );
};
