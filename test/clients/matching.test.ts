import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertMany } from '../../db/many.ts';
import type { Store } from '../../db/store.ts';
import { findOrMakeClient } from '../../src/clients/find-or-make-client.ts';
import { companySound } from '../../src/clients/matching/company.ts';
import { compareTraits } from '../../src/clients/matching/compare.ts';
import { mailbox, registrableDomain } from '../../src/clients/matching/mailbox.ts';
import { phoneNumber } from '../../src/clients/matching/phone-number.ts';
import { romanise } from '../../src/clients/matching/romanise.ts';
import { type Typed, traitsOf } from '../../src/clients/matching/traits.ts';
import { matchRecord } from '../../src/clients/records/match-record.ts';
import { onBothEngines } from '../support/engines.ts';
import { seed } from '../support/seed.ts';

const year = 365 * 24 * 3_600_000;

describe('what is compared', () => {
  it('hears one name in every spelling and both alphabets', () => {
    const names = [
      ['Щербаков', 'Shcherbakov', 'Scherbakov', 'Ŝerbakov', 'Shherbakov'],
      ['Алексеев', 'Alekseev', 'Alexeyev', 'Alekseyev', 'Alexeev'],
      ['Юрий', 'Yuriy', 'Jurij', 'Iurii', 'Yury', 'Yuri'],
      ['Кузнецов', 'Kuznetsov', 'Kuznecov', 'Kuznetzov'],
      ['Соловьёв', 'Solovyov', 'Solovyev', 'Soloviev', 'Solov’ev'],
      ['Жуков', 'Zhukov', 'Žukov'],
      ['Хвательников', 'Khvatelnikov', 'Hvatelnikov', 'Xvatelnikov'],
      ['Чайковский', 'Tchaikovsky', 'Chaykovskiy', 'Čajkovskij', 'Chaikovskii'],
      ['Дженкинс', 'Jenkins'],
    ];
    for (const spellings of names) expect([spellings, new Set(spellings.map(romanise)).size]).toEqual([spellings, 1]);
  });

  it('hears one company with and without its form', () => {
    const companies = [
      [
        'ООО «Ромашка-Софт»',
        'Romashka Soft LLC',
        'ромашкасофт',
        'OOO Romashka-Soft',
        'Общество с ограниченной ответственностью "Ромашка Софт"',
      ],
      ['Marshall & Barnstock Inc', 'Компания Маршалл & Барнсток', 'marshall and barnstock, Incorporated'],
      ['ИП Скорова Е.Д.', 'Скорова Е. Д.'],
      ['Beckton Pharma GmbH', 'BecktonPharma', 'Бектон Фарма'],
      ['Delta Supply, Limited Liability Company', 'Delta Supply L.L.C.'],
    ];
    for (const spellings of companies)
      expect([spellings, new Set(spellings.map(companySound)).size]).toEqual([spellings, 1]);
  });

  it('reads addresses, domains and numbers as people type them', () => {
    const address = (typed: string) => mailbox(typed)?.address;
    expect(address('  Foo.Bar+news@GoogleMail.com ')).toBe('foobar@gmail.com');
    expect(address('mailto:milyuk-andrey@ya.ru')).toBe('milyuk.andrey@yandex.ru');
    expect(address('Anna Li <Anna.Li@Firm.example>;')).toBe('anna.li@firm.example');
    expect(address('anna+x@firm.example')).toBe('anna+x@firm.example');
    expect(address('no address')).toBeUndefined();
    expect([
      mailbox('info@x.example')?.role,
      mailbox('sales2@x.example')?.role,
      mailbox('ina@x.example')?.role,
    ]).toEqual([true, true, false]);
    expect(registrableDomain('https://shop.firm.co.uk/contacts')).toBe('firm.co.uk');
    expect(registrableDomain('gmail.com')).toBe('');
    const number = (typed: string, country: 'RU' | 'GB' | 'DE' | 'US') => phoneNumber(typed, country)?.number;
    expect(number('тел. 8 (916) 123-45-67 (WhatsApp)', 'RU')).toBe('+79161234567');
    expect(number('007 916 123 45 67', 'RU')).toBe('+79161234567');
    expect(number('0044 7423 514280', 'DE')).toBe('+447423514280');
    expect(number('+49 (0) 1514 2030755', 'US')).toBe('+4915142030755');
    expect(phoneNumber('+7 495 123-45-67 доб. 621', 'RU')).toEqual({ number: '+74951234567', extension: '621' });
    expect(number('12', 'RU')).toBeUndefined();
  });

  it('compares two records alike in either order (property)', () => {
    const word = fc.constantFrom(
      'Анна',
      'Anna',
      'Nick',
      'Саша',
      'Иванова',
      'Ivanov',
      'Щукин',
      'K.',
      'Иванович',
      'Lee',
      'Ли',
    );
    const typed = fc.record({
      name: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
      company: fc.constantFrom('', 'ООО Ромашка', 'Romashka', 'Lotos'),
      email: fc.constantFrom('', 'anna@romashka.ru', 'ana@romashka.ru', 'info@romashka.ru', 'x@gmail.com'),
      phone: fc.constantFrom('', '+79161234567', '+79161234568'),
    });
    fc.assert(
      fc.property(typed, typed, (one, other) => {
        const [mine, theirs] = [traitsOf(one, 'RU'), traitsOf(other, 'RU')];
        expect(compareTraits(mine, theirs)).toEqual(compareTraits(theirs, mine));
        expect(traitsOf(one, 'RU')).toEqual(mine);
      }),
      { numRuns: 500, seed },
    );
  });
});

onBothEngines((engine) => {
  const meet = (store: Store, typed: Typed, at = 1) =>
    store.write((tx) => findOrMakeClient(tx, { typed, traits: traitsOf(typed, 'RU'), source: 'web' }, at));
  const match = (store: Store, typed: Typed, at = 2) => matchRecord(store.read, traitsOf(typed, 'RU'), at);

  it('says same only by exact keys, and not where something speaks against it', async () => {
    const store = await engine.open();
    const max = await meet(store, {
      name: 'Максим Ковалёв',
      company: 'ООО Лотос',
      email: 'max@lotos.ru',
      phone: '+79161234567',
      handle: '@maxk',
    });
    const same = { verdict: 'same', client: max.id };
    for (const typed of [
      { email: 'MAX@lotos.ru' },
      { name: 'Maxim Kovalyov', phone: '8 916 123-45-67' },
      { name: 'Макс', handle: 'https://t.me/maxk' },
      { name: 'Максим Петров', email: 'max@lotos.ru' },
    ])
      expect([typed, await match(store, typed)]).toMatchObject([typed, same]);

    const guarded = async (typed: Typed, at?: number) => {
      const verdict = await match(store, typed, at);
      return verdict.verdict === 'possible'
        ? verdict.candidates.map(({ client, guard }) => [client === max.id, guard])
        : verdict.verdict;
    };
    // A recycled number, a wife with the family's telephone, a number nobody came with for a year.
    expect(await guarded({ name: 'Пётр Сидоров', phone: '+79161234567' })).toEqual([[true, 'name']]);
    expect(await guarded({ name: 'Елена Ковалёва', phone: '+79161234567' })).toEqual([[true, 'name']]);
    expect(await guarded({ name: 'Александра Ли', email: 'max@lotos.ru' })).toEqual([[true, 'name']]);
    expect(await guarded({ phone: '+79161234567' }, 2 * year)).toEqual([[true, 'stale']]);
    const eva = await meet(store, { name: 'Ева Рот', email: 'eva@rot.ru', phone: '+79165554433' });
    const two = await match(store, { email: 'max@lotos.ru', phone: '+79165554433' });
    expect(two).toMatchObject({ verdict: 'possible', candidates: [{ guard: 'two' }, { guard: 'two' }] });
    expect(eva.made).toBe(true);
  });

  it('keeps apart the people behind one mailbox, one reception, one company', async () => {
    const store = await engine.open();
    const account = { id: 'a1', name: 'ООО Лотос', created_at: 1 };
    const keys = [
      { kind: 'domain', value: 'lotos.ru', account_id: 'a1' },
      { kind: 'phone', value: '+74951112233', account_id: 'a1' },
    ];
    await store.write(async ({ db }) => {
      await insertMany(db, 'account', [account]);
      await insertMany(db, 'account_key', keys);
    });
    const info = await meet(store, { name: 'Максим Ковалёв', email: 'info@lotos.ru', phone: '+74951112233' });
    const other = await meet(store, { name: 'Ольга Дин', email: 'info@lotos.ru', phone: '+74951112233' });
    expect(other.id).not.toBe(info.id);
    expect((await meet(store, { name: 'Ковалев Максим', email: 'info@lotos.ru' })).id).toBe(info.id);
    expect(await match(store, { name: 'Глеб Уваров', email: 'info@lotos.ru' })).toEqual({
      verdict: 'account',
      account: 'a1',
    });
    expect(await match(store, { name: 'Глеб Уваров', phone: '+74951112233' })).toEqual({
      verdict: 'account',
      account: 'a1',
    });
    expect(await match(store, { name: 'Глеб Уваров', company: 'Lotus' })).toEqual({ verdict: 'new' });
    // The same form again, from the same mailbox, without a name.
    const nameless = await meet(store, { email: 'info@lotos.ru', company: 'ООО Лотос' });
    expect((await meet(store, { email: 'INFO@lotos.ru', company: 'Лотос' })).id).toBe(nameless.id);
  });

  it('takes whatever somebody pastes into a field, and compares the beginning of it', async () => {
    const store = await engine.open();
    const long = Array.from({ length: 20_000 }, (_, at) => String.fromCharCode(97 + ((at * 7919) % 26))).join('');
    const made = await meet(store, {
      name: `${long} ${long}`,
      company: `ao ${long}`,
      email: 'long@field.ru',
      site: long,
    });
    expect(made.made).toBe(true);
    const { count } = await store.read
      .selectFrom('word_near')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBeLessThan(200);
    expect((await match(store, { company: 'ao '.repeat(6666), email: 'long@field.ru' })).verdict).toBe('same');
  });

  it('asks where somebody only resembles, says why, and never merges', async () => {
    const store = await engine.open();
    const known = await meet(store, {
      name: 'Екатерина Хвательникова',
      company: 'ООО «Ромашка-Софт»',
      email: 'e.khvatelnikova@romashkasoft.ru',
      phone: '+79161234567',
    });
    for (const typed of [
      { name: 'Катя Хвательникова', company: 'Romashka Soft' },
      { name: 'Khvatelnikova Ekaterina', email: 'katya77@gmail.com', company: 'Ромашка Софт ООО' },
      { name: 'Trfnthbyf {dfntkmybrjdf', company: 'ромашкасофт' },
      { name: 'Екатерина Хвателникова', company: 'Ромашка-Софт' },
      { name: 'Е. Хвательникова', company: 'ООО Ромашка-Софт' },
      { name: 'Екатерина Хвательникова', phone: '+79161234576' },
      { name: 'Хвательникова Екатерина', email: 'e.kvhatelnikova@romashkasoft.ru' },
    ]) {
      const verdict = await match(store, typed);
      expect([typed, verdict]).toMatchObject([typed, { verdict: 'possible', candidates: [{ client: known.id }] }]);
      expect(verdict.verdict === 'possible' && verdict.candidates[0]?.evidence.length).toBeGreaterThan(0);
    }
    expect((await meet(store, { name: 'Катя Хвательникова', company: 'Romashka Soft', handle: '@katya' })).made).toBe(
      true,
    );
    expect(await match(store, { name: 'Жанна Бирюкова', company: 'Заря', email: 'zhanna@zarya.ru' })).toEqual({
      verdict: 'new',
    });
  });
});
