import { useState } from 'react';
import { client } from '../../api/client.js';
import { useCommand } from '../../api/command.js';
import { CheckField } from '../../design/check-field.js';
import { ChoiceField } from '../../design/choice-field.js';
import { FieldRow } from '../../design/field-row.js';
import { SelectField, TextField } from '../../design/field.js';
import { FormDialog } from '../../design/form-dialog.js';
import { useTextFields } from '../../design/use-text-fields.js';
import { useCountries } from '../../texts/countries.js';
import { useCountryName } from '../../texts/country-names.js';
import { useTexts } from '../../texts/language-context.js';
import { useEngineTime } from '../../time/engine-time.js';
import { localTimeOf } from '../../time/local-time.js';
import { useZone } from '../../time/zone-context.js';
import { ProductGroup } from './product-group.js';
import { teamsTexts } from './teams.texts.js';
import { TIME_ZONES } from '../../time/time-zones.js';

/** Currencies of the price list. A team with another one needs prices that sales agrees on (P1). */
const CURRENCIES = ['EUR', 'GBP', 'JPY', 'USD'];
const INTERVALS = ['month', 'year'] as const;
type Interval = (typeof INTERVALS)[number];

/** What the form of a team holds, and what sends it. */
const useTeamForm = () => {
  const { now } = useEngineTime();
  const { browserZone } = useZone();
  const [selfServe, setSelfServe] = useState(true);
  const [interval, setInterval] = useState<Interval>('month');
  const [products, setProducts] = useState<readonly string[]>(['dropbox']);
  const command = useCommand(
    (body: Parameters<typeof client.post<'/v1/teams'>>[1]['body'], options) =>
      client.post('/v1/teams', { body, ...options }),
    ['directory'],
  );
  const { values, field } = useTextFields(
    {
      teamId: '',
      name: '',
      country: '',
      timeZone: browserZone,
      accountManager: '',
      currency: '',
      periodStart: localTimeOf(now, 'UTC').slice(0, 10),
      seats: '10',
    },
    command.fieldErrors,
  );
  const { seats, currency, periodStart, accountManager, ...texts } = values;
  const send = () =>
    command.send({
      ...texts,
      products: [...products],
      selfServe,
      ...(accountManager === '' ? {} : { accountManager }),
      billing: { currency: currency.toUpperCase(), interval, periodStart, seats: Number(seats) },
    });
  const choices = { selfServe, setSelfServe, interval, setInterval, products, setProducts };
  return { field, command, send, ...choices };
};

/** The country, by its name: a part of a name would be the code of another country. */
const CountryField = (field: ReturnType<ReturnType<typeof useTeamForm>['field']>) => {
  const t = useTexts(teamsTexts);
  const countryName = useCountryName();
  return (
    <SelectField label={t.country} required {...field}>
      <option value="">{t.chooseCountry}</option>
      {useCountries().map((code) => (
        <option key={code} value={code}>
          {countryName(code)}
        </option>
      ))}
    </SelectField>
  );
};

/** Registers a team with its billing terms (P1). */
export const RegisterTeamDialog = ({
  onClose,
  onRegistered,
}: {
  readonly onClose: () => void;
  readonly onRegistered: (teamId: string) => void;
}) => {
  const t = useTexts(teamsTexts);
  const { field, command, send, ...form } = useTeamForm();
  const register = async (): Promise<void> => {
    const answer = await send();
    if (answer) onRegistered(answer.data.teamId);
  };
  return (
    <FormDialog
      title={t.register}
      isOpen
      onClose={onClose}
      command={command}
      submit={t.register}
      isReady={form.products.length > 0}
      onSubmit={() => void register()}
    >
      <FieldRow>
        <TextField label={t.name} required autoFocus {...field('name')} />
        <TextField label={t.teamId} hint={t.teamIdHint} required {...field('teamId')} />
      </FieldRow>
      <FieldRow>
        <CountryField {...field('country')} />
        <TextField label={t.timeZone} suggestions={TIME_ZONES} required {...field('timeZone')} />
      </FieldRow>
      <ProductGroup
        label={t.products}
        error={command.fieldErrors['products']}
        chosen={form.products}
        onChange={form.setProducts}
      />
      <CheckField
        label={t.selfServe}
        checked={form.selfServe}
        onChange={({ target }) => form.setSelfServe(target.checked)}
      />
      <TextField label={t.accountManager} hint={t.accountManagerHint} {...field('accountManager')} />
      <FieldRow>
        <TextField
          label={t.currency}
          hint={t.currencyHint}
          suggestions={CURRENCIES}
          required
          maxLength={3}
          {...field('currency', 'billing.currency')}
        />
        <TextField label={t.seats} type="number" min={1} required {...field('seats', 'billing.seats')} />
      </FieldRow>
      <FieldRow>
        <ChoiceField
          label={t.interval}
          values={INTERVALS}
          value={form.interval}
          labelOf={(one) => t.intervals[one]}
          error={command.fieldErrors['billing.interval']}
          onChange={(value) => form.setInterval(value ?? 'month')}
        />
        <TextField
          label={t.periodStart}
          hint={t.periodStartHint}
          type="date"
          required
          {...field('periodStart', 'billing.periodStart')}
        />
      </FieldRow>
    </FormDialog>
  );
};
