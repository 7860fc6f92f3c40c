import { expect, it } from 'vitest';
import { addressesIn, readAddresses } from '../../src/contacts/mailing/read-list.ts';

const read = (text: string | Buffer) => readAddresses(Buffer.from(text));

it.each([
  [
    'a column that is called so',
    'Name;E-Mail\nIda;ida@example.com\nTom;tom@example.com\n',
    ['ida@example.com', 'tom@example.com'],
  ],
  [
    'the column that holds them',
    'Имя,Куда\nИда,ida@example.com\nТом,tom@example.com\n',
    ['ida@example.com', 'tom@example.com'],
  ],
  ['a list without a header', 'ida@example.com\ntom@example.com\n', ['ida@example.com', 'tom@example.com']],
  ['one address alone', 'ida@example.com', ['ida@example.com']],
  ['a first row without one', 'who,where\nIda,\nTom,tom@example.com\n', ['row 2', 'tom@example.com']],
  [
    'two columns of them',
    'Work email,Private\nida@example.com,x@example.com\n,tom@example.com\n',
    ['ida@example.com', 'tom@example.com'],
  ],
  ['two in one cell', 'email\n"ida@example.com, tom@example.com"\n', ['ida@example.com', 'tom@example.com']],
  [
    'a row that cannot be read',
    'email,name\nida@example.com,Ida,3,4\ntom@example.com,Tom\n',
    ['row 2', 'tom@example.com'],
  ],
  ['another encoding', Buffer.from('\uFEFFemail\nida@example.com\n', 'utf16le'), ['ida@example.com']],
])('reads the addresses of %s', async (_name, text, addresses) => {
  expect(await read(text)).toEqual(addresses);
});

it.each([
  ['nothing', '', 'mailing.unreadable'],
  ['no address', 'name,town\nIda,Berlin\n', 'mailing.no-addresses'],
  ['a workbook', Buffer.from('PK\u0003\u0004whatever', 'latin1'), 'mailing.workbook'],
  ['a header that says a thing twice', 'email,email\na@example.com,b@example.com\n', 'mailing.unreadable'],
])('refuses a file with %s', async (_name, text, refused) => {
  expect(await read(text)).toMatchObject({ refused });
});

it('takes addresses out of lines that were pasted', () => {
  expect(addressesIn('Ida <ida@example.com>, tom@example.com;x\n"Max" max@example.com')).toEqual([
    'ida@example.com',
    'tom@example.com',
    'max@example.com',
  ]);
  expect(addressesIn('nobody')).toMatchObject({ refused: 'mailing.no-addresses' });
});
