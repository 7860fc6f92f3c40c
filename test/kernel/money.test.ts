import { expect, it } from 'vitest';
import { readMoney, writeMoney } from '../../src/kernel/money.ts';

it.each([
  ['12,500.50', 'EUR', 1_250_050],
  ['12 500,50', 'EUR', 1_250_050],
  ['12500', 'EUR', 1_250_000],
  ['12.500', 'EUR', 1_250_000],
  ['€ 1 200', 'EUR', 120_000],
  ['1200 eur', 'EUR', 120_000],
  ['184 500 руб.', 'RUB', 18_450_000],
  ['184 500 ₽', 'RUB', 18_450_000],
  ['$99.90', 'USD', 9_990],
  ['1200', 'JPY', 1_200],
])('reads %s as an amount of %s', (text, currency, minor) => {
  expect(readMoney(text, currency)).toBe(minor);
});

it.each([
  ['1.5 million', 'EUR'],
  ['-5', 'EUR'],
  ['5 тысяч', 'RUB'],
  ['5k', 'EUR'],
  ['abc', 'EUR'],
  ['', 'EUR'],
  ['12,5,00', 'EUR'],
  ['$5', 'EUR'],
  ['99999999999999999', 'EUR'],
])('takes %s for no amount of %s', (text, currency) => {
  expect(readMoney(text, currency)).toBeUndefined();
});

it('writes whole amounts without decimals', () => {
  expect([writeMoney(1_250_000, 'EUR', 'en'), writeMoney(1_250_050, 'EUR', 'en')]).toEqual(['€12,500', '€12,500.50']);
});
