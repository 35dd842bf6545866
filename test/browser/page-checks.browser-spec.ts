import type { Page } from 'playwright-core';
import { HubWindows } from '../support/browser/hub-windows.js';
import { clippedTexts, smallTargets } from '../support/browser/page-checks.js';

/** A text at a place, within a box that is not the whole page. */
const text = (words: string, style: string): string =>
  `<p style="margin: 0; white-space: nowrap; ${style}">${words}</p>`;
/** A box of 200 × 100 pixels. */
const frame = (contents: string, style: string): string =>
  `<div style="width: 200px; height: 100px; ${style}">${contents}</div>`;
const ROW = text('name and value of a row', 'width: 400px; text-align: right');

describe('the check of texts', () => {
  let windows: HubWindows;
  let page: Page;

  const faultsIn = async (body: string): Promise<readonly string[]> => {
    await page.setContent(`<!doctype html><body style="margin: 0; font: 16px/20px sans-serif">${body}</body>`);
    return clippedTexts(page);
  };

  beforeAll(async () => {
    windows = await HubWindows.open();
    ({ page } = await windows.visit('about:blank', { width: 640, height: 480 }));
  });
  afterAll(() => windows?.close());

  it.each([
    ['side by side', frame(ROW, 'width: 400px') + text('below', '')],
    [
      'one of which ends with an ellipsis',
      frame(text('a long name'.repeat(9), 'overflow: hidden; text-overflow: ellipsis'), ''),
    ],
    [
      'one of which is scrolled out of sight beside the other',
      `<div style="display: flex">${frame(ROW, 'overflow: auto')}${text('beside the rows of the table', '')}</div>`,
    ],
    [
      'one of which is scrolled out of sight below the other',
      frame(ROW.repeat(9), 'overflow-y: auto') + text('below the rows', 'width: 400px; text-align: right'),
    ],
  ])('passes texts, %s', async (_, body) => {
    expect(await faultsIn(body)).toEqual([]);
  });

  it.each([
    ['in a page', frame(text('one', ''), '') + text('two', 'margin-top: -100px'), 'over one another: one / two'],
    [
      'in a frame that scrolls, in sight',
      frame(text('one', '') + text('two', 'margin-top: -15px'), 'overflow: auto'),
      'over one another: one / two',
    ],
    [
      'in a frame that scrolls, out of sight',
      frame(text('one', 'margin-top: 300px') + text('two', 'margin-top: -15px'), 'overflow: auto'),
      'over one another: one / two',
    ],
    [
      'in different frames that scroll, in sight',
      frame(text('one', ''), 'overflow: auto') + frame(text('two', ''), 'overflow: auto; margin-top: -90px'),
      'over one another: one / two',
    ],
    [
      'where one leaves the frame that scrolls',
      frame(text('one', 'position: absolute; top: 100px'), 'overflow: auto') + text('two', ''),
      'over one another: one / two',
    ],
    [
      'where one leaves the frame that scrolls, in one that does not',
      frame(
        frame(text('one', 'position: absolute; top: 100px'), 'overflow: auto'),
        'position: relative; height: auto',
      ) + text('two', ''),
      'over one another: one / two',
    ],
    [
      'in a box that is too small',
      frame(text('one long text'.repeat(9), ''), 'overflow: hidden'),
      /^clipped: one long/,
    ],
  ])('finds texts over one another, or clipped, %s', async (_, body, fault) => {
    expect(await faultsIn(body)).toEqual([expect.stringMatching(fault)]);
  });
});

describe('the check of targets', () => {
  let windows: HubWindows;
  let page: Page;

  const faultsIn = async (body: string): Promise<readonly string[]> => {
    await page.setContent(`<!doctype html><body style="margin: 0; font: 14px/20px sans-serif">${body}</body>`);
    return smallTargets(page);
  };

  beforeAll(async () => {
    windows = await HubWindows.open();
    ({ page } = await windows.visit('about:blank', { width: 320, height: 480 }));
  });
  afterAll(() => windows?.close());

  it.each([
    ['a link in a sentence', '<p>Read <a href="#">the guide</a> first.</p>'],
    ['a link in a sentence with other words in bold', '<p><b>Read</b> <a href="#">the guide</a></p>'],
    ['a link that is high enough', '<a href="#" style="display: block; height: 24px">The guide</a>'],
    ['a field with nothing near', '<input type="checkbox" style="width: 16px; height: 16px; margin: 40px">'],
  ])('passes %s', async (_, body) => {
    expect(await faultsIn(body)).toEqual([]);
  });

  it.each([
    ['a link that stands alone', '<p><a href="#">Open</a></p>'],
    ['a link in a row of its own', '<div style="display: flex"><span>Waiting</span><a href="#">Open</a></div>'],
    ['links side by side', '<p><a href="#">One link</a> · <a href="#">Another one</a></p>'],
    ['a button', '<button style="margin: 40px; height: 20px">Save</button>'],
  ])('finds %s', async (_, body) => {
    expect(await faultsIn(body)).not.toEqual([]);
  });
});
