import { HubWindows, type Reader } from '../support/browser/hub-windows.js';
import { accessibilityFaults, appearanceFaults, sidewaysScroll } from '../support/browser/page-checks.js';
import { PEOPLE } from './people.js';
import { SandboxScene } from './scene.js';
import { settled } from './settled.js';

describe('an administrator on a phone', () => {
  let scene: SandboxScene;
  let windows: HubWindows;
  let reader: Reader;

  beforeAll(async () => {
    [scene, windows] = await Promise.all([SandboxScene.open(), HubWindows.open()]);
    reader = await windows.signIn(await scene.linkFor(PEOPLE.admin), { width: 360, height: 740 });
  });
  afterAll(async () => {
    expect(reader?.errors).toEqual([]);
    await windows?.close();
    await scene?.close();
  });

  it('moves a consultation after its old and new hour are shown, and cancels it', async () => {
    const { page } = reader;
    await page.goto(`${scene.url}/hub/programme`);
    await settled(page);
    await page.getByRole('button', { name: 'Move' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Move to this hour' }).click();
    await dialog.getByText('Choose an hour.').waitFor();
    await dialog.getByRole('radio').nth(3).check();
    await dialog.getByText('Until now').waitFor();
    // The hours scroll: those out of sight are not over what is below them.
    expect([...(await accessibilityFaults(page)), ...(await sidewaysScroll(page))]).toEqual([]);
    await dialog.getByRole('button', { name: 'Move to this hour' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Cancel appointment' }).click();
    await dialog.getByRole('button', { name: 'Cancel appointment' }).click();
    await page.getByRole('button', { name: 'Book' }).first().waitFor();
  });

  it('is shown the price of more seats before it is paid, and what is wrong with a number', async () => {
    const { page } = reader;
    await page.goto(`${scene.url}/hub/billing`);
    await settled(page);
    await page.getByLabel('Seats wanted').fill('many');
    await page.getByRole('button', { name: 'Show price' }).click();
    await page.getByText('Enter a whole number').waitFor();
    await page.getByLabel('Seats wanted').fill('28');
    await page.getByRole('button', { name: 'Show price' }).click();
    await page.getByRole('button', { name: 'Confirm and pay' }).waitFor();
    expect(await appearanceFaults(reader.page)).toEqual([]);
    await page.getByRole('button', { name: 'Confirm and pay' }).click();
    await page.getByRole('button', { name: 'Confirm and pay' }).waitFor({ state: 'detached' });
    expect(await page.getByText('Please fill this in.').count()).toBe(0);
  });

  it('waits for a callback without a time while all agents are away', async () => {
    const { page } = reader;
    await page.goto(`${scene.url}/hub/contact?product=dropbox&channel=callback`);
    await settled(page);
    await page.getByLabel('Direct phone number').fill('+81 3 1234 5678');
    await page.getByRole('button', { name: 'Request callback' }).click();
    await page.getByText('No agent is available at the moment. You keep your place.').waitFor();
    expect(await page.getByText('until your turn').count()).toBe(0);
    expect(await appearanceFaults(reader.page)).toEqual([]);
  });
});
