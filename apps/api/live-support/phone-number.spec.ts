import { hasExtension, isWrittenAsNumber, toE164, phoneKindOf } from './phone-number.js';

describe('K2 a phone number', () => {
  it.each([
    ['+81 3-1234-5678', '+81312345678'],
    ['+81312345678', '+81312345678'],
    ['＋８１３１２３４５６７８', '+81312345678'],
    ['＋８１　３（１２３４）５６７８', '+81312345678'],
    ['＋８１－３－１２３４－５６７８', '+81312345678'],
    ['+81ー3ー1234ー5678', '+81312345678'],
    ['+81 (0)3-1234-5678', '+81312345678'],
    ['(+1) 212.736.5000', '+12127365000'],
    ['+33 1 42 68 53 00', '+33142685300'],
    ['+49 30/901820', '+4930901820'],
    [' +1 212-736-5000 ', '+12127365000'],
    ['+٨١٣١٢٣٤٥٦٧٨', '+81312345678'],
  ])('accepts "%s"', (text, number) => expect(toE164(text)).toBe(number));

  it.each([
    '+81312345678 ext. 12',
    '+81312345678 extension 12',
    '+81312345678x12',
    '+81312345678 ｘ12',
    '+81312345678#12',
    '+81312345678;ext=12',
    '+81312345678,,12',
    '+81312345678 内線12',
    '+81312345678 доб. 12',
  ])('refuses an extension: "%s"', (text) => {
    expect(toE164(text)).toBeUndefined();
    expect(hasExtension(text)).toBe(true);
  });

  it.each([
    'abc+12312312321',
    '+12312312321abc',
    '+1 800 FLOWERS',
    '+１ ８００ ＦＬＯＷＥＲＳ',
    '+81 3 1234 5678\nBcc: x',
    '+81 3 1234 5678\n',
    '+81 3 1234\r\n5678',
    '+81 3 1234\t5678',
    '+81 3 1234\u20285678',
    '+81 3 1234\u200B5678',
    '+81 3 1234 5678\0',
    'tel:+81312345678',
    '+81312345678 +81312345679',
    '++81312345678',
    '+81③12345678',
    '+813123456７８<b>',
  ])('refuses anything that is not part of a number: %j', (text) => {
    expect(toE164(text)).toBeUndefined();
    expect(isWrittenAsNumber(text)).toBe(false);
  });

  it.each(['03-1234-5678', '12', '+1 23', '+999 123456789', '', ' ', `+81312345678${' '.repeat(40)}`])(
    'refuses what is no number with a country code: "%s"',
    (text) => expect(toE164(text)).toBeUndefined(),
  );
});

describe('the kind of a phone number', () => {
  it.each([
    ['+81312345678', 'other'],
    ['+819012345678', 'other'],
    ['+81990123456', 'premium-rate'],
    ['+19005550123', 'premium-rate'],
    ['+449098790001', 'premium-rate'],
    ['+491805123456', 'shared-cost'],
    ['+97912345678', 'premium-rate'],
    ['+870773111632', 'satellite'],
    ['+881612345678', 'satellite'],
    ['+88216123456', 'satellite'],
    ['+883510012345', 'international-network'],
    ['+80812345678', 'shared-cost'],
    ['+80012345678', 'toll-free'],
    ['+81120123456', 'toll-free'],
    ['+447012345678', 'personal'],
  ] as const)('K2 of %s is %s', (number, kind) => {
    expect(phoneKindOf(number)).toBe(kind);
  });
});
