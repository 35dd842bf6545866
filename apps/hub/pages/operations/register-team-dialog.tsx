import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckField } from '../../design/check-field.js';
import { SelectField, TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTexts } from '../../texts/language-context.js';
import { useEngineTime } from '../../time/engine-time.js';
import { localTimeOf } from '../../time/local-time.js';
import { idsIn } from './listed.js';
import { teamsTexts } from './teams.texts.js';

const EMPTY = {
  teamId: '',
  name: '',
  country: '',
  timeZone: '',
  products: 'dropbox',
  accountManager: '',
  currency: '',
  interval: 'month' as 'month' | 'year',
  periodStart: '',
  seats: '10',
};

/** What a field of the form needs: its value, its error and what a change does. */
const useTeamForm = () => {
  const { now } = useEngineTime();
  const [fields, setFields] = useState(EMPTY);
  const [selfServe, setSelfServe] = useState(true);
  const command = useCommand(
    (body: Parameters<typeof client.post<'/v1/teams'>>[1]['body'], options) =>
      client.post('/v1/teams', { body, ...options }),
    ['directory'],
  );
  const periodStart = fields.periodStart || localTimeOf(now, 'UTC').slice(0, 10);
  const set = (name: keyof typeof EMPTY, value: string): void => setFields((all) => ({ ...all, [name]: value }));
  const field = (name: Exclude<keyof typeof EMPTY, 'interval'>, path: string = name) => ({
    value: name === 'periodStart' ? periodStart : fields[name],
    error: command.fieldErrors[path],
    onChange: ({ target }: { readonly target: { readonly value: string } }) => set(name, target.value),
  });
  const send = () =>
    command.send({
      teamId: fields.teamId,
      name: fields.name,
      country: fields.country.toUpperCase(),
      timeZone: fields.timeZone,
      products: idsIn(fields.products),
      selfServe,
      ...(fields.accountManager === '' ? {} : { accountManager: fields.accountManager }),
      billing: {
        currency: fields.currency.toUpperCase(),
        interval: fields.interval,
        periodStart,
        seats: Number(fields.seats),
      },
    });
  const reset = (): void => {
    setFields(EMPTY);
    command.clear();
  };
  return { fields, set, field, selfServe, setSelfServe, command, send, reset };
};

/** Registers a team with its billing terms (P1). */
export const RegisterTeamDialog = ({
  isOpen,
  onClose,
  onRegistered,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onRegistered: (teamId: string) => void;
}) => {
  const t = useTexts(teamsTexts);
  const { fields, set, field, selfServe, setSelfServe, command, send, reset } = useTeamForm();
  const register = async (): Promise<void> => {
    const answer = await send();
    if (!answer) return;
    reset();
    onClose();
    onRegistered(answer.data.teamId);
  };
  return (
    <FormDialog
      title={t.register}
      isOpen={isOpen}
      onClose={onClose}
      command={command}
      submit={t.register}
      onSubmit={() => void register()}
    >
      <TextField label={t.name} required autoFocus {...field('name')} />
      <TextField label={t.teamId} hint={t.teamIdHint} required {...field('teamId')} />
      <TextField label={t.country} hint={t.countryHint} required maxLength={2} {...field('country')} />
      <TextField label={t.timeZone} hint={t.timeZoneHint} required {...field('timeZone')} />
      <TextField label={t.products} hint={t.productsHint} required {...field('products')} />
      <TextField label={t.accountManager} hint={t.accountManagerHint} {...field('accountManager')} />
      <CheckField label={t.selfServe} checked={selfServe} onChange={({ target }) => setSelfServe(target.checked)} />
      <TextField label={t.currency} required maxLength={3} {...field('currency', 'billing.currency')} />
      <SelectField
        label={t.interval}
        value={fields.interval}
        onChange={({ target }) => set('interval', target.value)}
        error={command.fieldErrors['billing.interval']}
      >
        <option value="month">{t.intervals.month}</option>
        <option value="year">{t.intervals.year}</option>
      </SelectField>
      <TextField label={t.periodStart} type="date" required {...field('periodStart', 'billing.periodStart')} />
      <TextField label={t.seats} type="number" min={1} required {...field('seats', 'billing.seats')} />
    </FormDialog>
  );
};
