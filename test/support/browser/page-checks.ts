import type { Page } from 'playwright-core';
import { readFileSync } from 'node:fs';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Rules of WCAG 2.2 up to level AA, and axe's best practices. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page, or in a part of it: rule, element, and what is wrong with it. */
export const accessibilityFaults = async (page: Page, part = 'html'): Promise<string[]> => {
  // Evaluated by the debugger, to which the page's policy on scripts does not apply.
  await page.evaluate(AXE);
  return page.evaluate<string[]>(`
    axe.run(${JSON.stringify(part)}, {
      runOnly: { type: 'tag', values: ${JSON.stringify(TAGS)} },
      resultTypes: ['violations'],
    })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`);
};

/** What is wrong with how a page looks, by each of these checks. */
export const appearanceFaults = async (page: Page): Promise<readonly string[]> =>
  (await Promise.all([accessibilityFaults(page), clippedTexts(page), sidewaysScroll(page)])).flat();

/** Elements that make the page scroll sideways. Empty if it does not. */
export const sidewaysScroll = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 40))
      .slice(0, 5);
  })()`);

/**
 * Buttons, links and fields that a finger may miss: smaller than 24 × 24 pixels. Links within a text are excepted, and
 * fields with no other target so near that circles of that size around them meet (WCAG 2.5.8). A link that keys skip in
 * a row is as large as its row.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const LEAST = 23.5;
    // Text outside links, such as the rest of a sentence. Separators between links do not count.
    const hasWordsBeside = (element) =>
      [...element.parentElement.childNodes].some((node) =>
        node !== element && node.nodeName !== 'A' && /[\\p{L}\\p{N}]/u.test(node.textContent) &&
        (node.nodeType === Node.TEXT_NODE || getComputedStyle(node).display === 'inline'));
    // A row opens what its link leads to, wherever it is clicked.
    const rowOf = (element) => element.matches('a[tabindex="-1"]') ? element.closest('[data-row]') : null;
    const isInText = (element) =>
      element.tagName === 'A' && getComputedStyle(element).display === 'inline' && hasWordsBeside(element);
    const targets = [...document.querySelectorAll('a, button, input, select, textarea, [role="button"]')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !isInText(element))
      .map((element) => ({ element, area: element.closest('label') ?? rowOf(element) ?? element }))
      .map(({ element, area }) => ({ element, box: area.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1 && box.right > 0);
    const centre = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
    const distance = ([x, y], box) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    return targets
      .filter(({ box }) => box.width < LEAST || box.height < LEAST)
      .filter(({ element, box }) =>
        ['A', 'BUTTON'].includes(element.tagName) ||
        targets.some((other) => other.element !== element && distance(centre(box), other.box) < LEAST / 2))
      .map(({ element, box }) =>
        element.outerHTML.slice(0, 80) + ' ' + Math.round(box.width) + ' × ' + Math.round(box.height));
  })()`);

/**
 * Clipped and overlapping texts. Text that ends with an ellipsis is not a fault. What is scrolled out of sight covers
 * nothing outside of the frame that scrolls; within that frame, texts are compared wherever they are scrolled to.
 */
export const clippedTexts = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const boxes = [];
    // What is left of a box where its text ends with an ellipsis.
    const beforeEllipsis = (element, { left, top, right, bottom }) => {
      for (let outer = element; outer && outer !== document.body; outer = outer.parentElement)
        if (getComputedStyle(outer).textOverflow === 'ellipsis') {
          const frame = outer.getBoundingClientRect();
          right = Math.min(right, frame.right);
          bottom = Math.min(bottom, frame.bottom);
        }
      return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    };
    // Texts for screen readers have a box of one pixel.
    const isOnlyHeard = (element) => {
      for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
        const { clipPath, position } = getComputedStyle(outer);
        const { width, height } = outer.getBoundingClientRect();
        if (clipPath !== 'none' || (position === 'absolute' && width <= 1 && height <= 1)) return true;
      }
      return false;
    };
    // The elements that cut off what is outside of them. A positioned element leaves those that do not contain it.
    const framesOf = (element) => {
      const frames = [];
      let leaves = 'static';
      for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
        const { position, overflowX, overflowY, transform } = getComputedStyle(outer);
        const contains = transform !== 'none' || (leaves === 'absolute' && position !== 'static');
        if (leaves === 'static' || contains) {
          leaves = 'static';
          if (overflowX !== 'visible' || overflowY !== 'visible')
            frames.push({ outer, cutsX: overflowX !== 'visible', cutsY: overflowY !== 'visible' });
          if (position === 'absolute' || position === 'fixed') leaves = position;
        }
      }
      return frames;
    };
    // What is left of a text within its frames, but for those in which the other text is as well.
    const apartFrom = (other, { box: { left, top, right, bottom }, frames }) => {
      for (const { outer, cutsX, cutsY } of frames) {
        if (other.frames.some((frame) => frame.outer === outer)) continue;
        const frame = outer.getBoundingClientRect();
        if (cutsX) [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
        if (cutsY) [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
      }
      return { left, top, right, bottom };
    };
    const areOver = (a, b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (node.data.trim() === '' || !element.checkVisibility({ opacityProperty: true })) continue;
      if (element.closest('script, style, noscript, option, [aria-hidden="true"]') || isOnlyHeard(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const frames = framesOf(element);
      for (const whole of range.getClientRects()) {
        const box = beforeEllipsis(element, whole);
        if (box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0)
          boxes.push({ node, element, box, frames });
      }
    }
    const faults = [];
    const isClipping = (style) => style.overflowX === 'hidden' || style.overflowX === 'clip';
    for (const { node, element, box } of boxes) {
      for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
        const style = getComputedStyle(outer);
        if (!isClipping(style) || style.textOverflow === 'ellipsis' || style.clipPath !== 'none') continue;
        const frame = outer.getBoundingClientRect();
        if (frame.width < 2 || frame.height < 2) break;
        if (box.right > frame.right + 2 || box.bottom > frame.bottom + 3) faults.push('clipped: ' + node.data.trim());
      }
    }
    // What is scrolled below a layer, such as the buttons of a dialog, is hidden by it.
    const layerOf = (element) => {
      for (let outer = element; outer && outer !== document.body; outer = outer.parentElement)
        if (['sticky', 'fixed'].includes(getComputedStyle(outer).position)) return outer;
      return element.closest('[role="dialog"], [role="menu"], header');
    };
    for (let first = 0; first < boxes.length; first += 1)
      for (let second = first + 1; second < boxes.length; second += 1) {
        const [a, b] = [boxes[first], boxes[second]];
        if (a.node === b.node || !areOver(a.box, b.box) || !areOver(apartFrom(b, a), apartFrom(a, b))) continue;
        if (layerOf(a.element) === layerOf(b.element))
          faults.push('over one another: ' + a.node.data.trim() + ' / ' + b.node.data.trim());
      }
    return [...new Set(faults)].slice(0, 10);
  })()`);

/** Attributes with texts for readers. */
const TEXT_ATTRIBUTES = [
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext'],
  ...['alt', 'title', 'placeholder'],
];

/** Texts and labels of a page in the pseudo-locale that come from no catalogue. */
export const unmarkedTexts = async (page: Page): Promise<string[]> => {
  const texts = await page.evaluate<string[]>(`(() => {
    const texts = [document.title.split(' · ')[0]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.parentElement.checkVisibility()) texts.push(node.data.trim());
    for (const name of ${JSON.stringify(TEXT_ATTRIBUTES)})
      for (const element of document.querySelectorAll('[' + name + ']')) texts.push(element.getAttribute(name).trim());
    return [...new Set(texts)];
  })()`);
  return texts.filter((text) => /\p{L}{2}/u.test(text) && !text.includes('⟦'));
};

/** Animations that run. */
export const runningAnimations = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `document.getAnimations().filter(({ playState }) => playState === 'running')
      .map(({ effect }) => effect.target?.outerHTML.slice(0, 80) ?? '')`,
  );

/** What a printed page has that is of no use on paper: buttons, what surrounds pages, and times that pass. */
export const printFaults = async (page: Page): Promise<string[]> => {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  const faults = await page.evaluate<string[]>(`(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const isTime = ({ textContent, title }) => !/\\d:\\d\\d/.test(textContent) || textContent === title;
    const passing = document.querySelector('main').innerText.match(/.*(\\bDue in\\b|\\boverdue\\b|\\bago\\b).*/g) ?? [];
    return [
      ...shown('nav, #hub header:not(main header)').map(({ outerHTML }) => 'around: ' + outerHTML.slice(0, 80)),
      ...shown('button:not([aria-haspopup="dialog"], [role="switch"], th *, [role="columnheader"] *)')
        .map(({ outerHTML }) => 'button: ' + outerHTML.slice(0, 120)),
      ...shown('main time').filter((time) => !isTime(time)).map(({ textContent }) => 'no zone: ' + textContent),
      ...passing.map((text) => 'passes: ' + text),
    ];
  })()`);
  await page.emulateMedia({ media: null });
  return faults;
};
