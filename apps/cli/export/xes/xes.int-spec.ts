import type { StoredEvent } from '@ledgerdesk/event-store';
import { ticketEvents } from '@ledgerdesk/events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { asStored } from '../../../../test/support/export/event-log.js';
import { anEvent, type EventFixture, recordedEvents } from '../../../../test/support/recorded-events.js';
import { xesPart } from './xes-part.js';
import { xmlText } from './xml.js';

const schema = readFileSync(join(__dirname, '../../../../test/support/export/xes.xsd'), 'utf8');

const stored = (...fixtures: readonly EventFixture[]): readonly StoredEvent[] =>
  recordedEvents(...fixtures).map((event) => ({ ...event, ...asStored(event) }));

describe('traces of tickets (XES 1.0)', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-xes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Exports events and checks the file against the grammar of the standard. */
  const exported = async (events: readonly StoredEvent[], mask = false): Promise<string> => {
    const part = xesPart({ mask })({ drafts: folder, name: '1' });
    await part.write(events);
    const [file] = await part.finish();
    expect(file).toMatchObject({ path: 'tickets.xes' });
    const xml = readFileSync(join(folder, 'tickets.xes'), 'utf8');
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'tickets.xes', contents: xml }],
      schema: [schema],
    });
    expect({ valid, errors }).toEqual({ valid: true, errors: [] });
    return xml;
  };

  it('have the events of each ticket together, and the response clock as one activity', async () => {
    const xml = await exported(
      stored(
        anEvent('TicketOpened', { ticketId: 't-1' }),
        anEvent('TicketOpened', { ticketId: 't-2' }),
        anEvent('ResponseClockStarted', { ticketId: 't-1' }),
        anEvent('TeamRenamed'),
        anEvent('ResponseClockStopped', { ticketId: 't-1' }),
        anEvent('TicketSolved', { ticketId: 't-2' }),
      ),
    );
    const traces = xml.split('<trace>').slice(1);
    const names = (trace = ''): readonly string[] =>
      [...trace.matchAll(/<event>.*?key="concept:name" value="(.*?)".*?"lifecycle:transition" value="(.*?)"/g)].map(
        ([, name = '', step = '']) => `${name} ${step}`,
      );
    expect(traces).toHaveLength(2);
    expect(names(traces[0])).toEqual(['TicketOpened complete', 'ResponseClock start', 'ResponseClock complete']);
    expect(names(traces[1])).toEqual(['TicketOpened complete', 'TicketSolved complete']);
    expect(traces[0]).toContain('<string key="concept:name" value="t-1"/>');
    expect(xml).not.toContain('TeamRenamed');
  });

  it('are valid with an event of every type, with hostile texts, and without tickets', async () => {
    const events = ticketEvents.map(({ type }) => anEvent(type as 'TicketHeld'));
    const hostile = anEvent('TicketReplied', { body: ']]><a b="c">&\u0000\u001b\ufffe\ud800 😀\n\t' });
    const xml = await exported(stored(...events, hostile));
    expect(xml).toContain('value="]]&gt;&lt;a b=&quot;c&quot;&gt;&amp;\ufffd\ufffd\ufffd\ufffd 😀&#10;&#9;"');
    expect(await exported([])).not.toContain('<trace>');
    expect(await exported(stored(anEvent('TicketOpened')), true)).toContain('key="subject" value="•••"');
  });

  it('are checked: a log without its version is found', async () => {
    const wrong = '<log xmlns="http://www.xes-standard.org/"><event><int key="n" value="x"/></event></log>';
    const { errors } = await validateXML({ xml: [{ fileName: 'wrong.xes', contents: wrong }], schema: [schema] });
    expect(errors.map(({ message }) => message).join('\n')).toMatch(/xes\.version[^]*not a valid value.*long/);
    expect(xmlText('a"b')).toBe('a&quot;b');
  });
});
