import fc from 'fast-check';

/** What people and machines put into forms to break whatever shows it. */
const known = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S012345|@sales>',
  '<@U0ANNA>',
  '<#C0LEADS|leads>',
  '<https://evil.example|https://good.example>',
  '<!date^1^{date}|x>',
  '&lt;!channel&gt;',
  '&amp;lt;!channel>',
  '*bold* _italic_ ~strike~ `code` ```block```',
  '> quote\n> quote',
  '@channel @here @everyone',
  '<at>Anna</at> [link](https://evil.example) ![picture](https://evil.example/x.png)',
  '\u202Eright to left\u202C',
  '\u2066isolated\u2069\u200B\u200E\u200F\uFEFF',
  '👩‍👩‍👧‍👦 👍🏽 🇩🇪',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
  'Пётр Ильич «Ромашка»',
  '\u0000\u0001\u001B[31mred\u001B[0m\u007F',
  '\uD800 lone \uDC00 surrogates',
  '{"type":"mrkdwn","text":"<!channel>"}',
  "'; drop table lead; --",
  '{count, plural, one {#} other {#}} <b>bold</b> {name}',
  ':wave: :skull_and_crossbones:',
  'mailto:x@example.com tel:+49301234 http://evil.example',
  '',
  ' ',
  '\n\n\n',
];

/** Text to be feared: known tricks, any Unicode, very long, and all of them mixed. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...known),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.constantFrom(...known), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom(...known, 'x', '𝒳', '<', '&'), fc.integer({ min: 1, max: 12_000 }))
    .map(([part, times]) => part.repeat(times).slice(0, 20_000)),
);
