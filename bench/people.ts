/** A repeatable stream of numbers from 0 to 1 (a linear congruential generator). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const split = (words: string): string[] => words.split(' ');
const men = split(
  'Александр Сергей Дмитрий Алексей Андрей Михаил Иван Евгений Владимир Павел Николай Роман Антон Игорь Илья Виктор',
);
const women = split(
  'Елена Ольга Анна Наталья Екатерина Ирина Юлия Татьяна Мария Светлана Дарья Марина Ксения Полина Алина Виктория',
);
const english = split(
  'James John Robert Mary Jennifer Linda Elizabeth Susan Jessica Sarah Karen Emily Rebecca Laura Michelle Amanda',
);
const starts = split(
  'Абр Бар Вол Гор Дем Ершов Жар Зах Ил Каз Лап Мор Нов Орл Пет Руд Сок Тар Уш Фил Хар Цар Чер Шил Щук Яков Бел Гус Дор Кор',
);
const middles = split('- ам ен ил он ут ак еш ик ор ас ель ин ал уш ад ём от ыг иц ерд амп уст орш');
const ends = split('ов ев ин кин ский енко ук');
const towns = split(
  'Ash Black Clay Dun Eg Fair Graf Had Ken Lind Mans Nor Pem Rad Shel Thorn Wat Wood York Brad Carl Hath Kirk',
);
const places = split('bury dale den field ford gate hurst land ley more stead ton vale well wick wood worth son man');
const trades = split(
  'Пром Строй Мед Агро Тех Нефть Газ Транс Софт Мебель Эко Авто Снаб Торг Лес Метал Энерго Консалт Текстиль Фарм',
);
const kinds = split(
  'инвест сервис трейд комплект логистик монтаж дата проект альянс плюс групп ресурс центр дон вест рос мир',
);
const hosts = ['gmail.com', 'mail.ru', 'yandex.ru', 'outlook.com'];
const latin = new Map(
  [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].map((letter, at) => [
    letter,
    split('a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya')[at]?.replace('-', '') ?? '',
  ]),
);

export type Somebody = { id: number; name: string; company: string; email: string; phone: string };

/** So many people, of whom few names and companies are common and most are rare; the same for the same seed. */
export function* people(count: number, seed = 7): Generator<Somebody> {
  const random = chance(seed);
  const any = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const common = <T>(values: readonly T[]): T => values[Math.floor(values.length * random() ** 2.2)] as T;
  const firms = Array.from({ length: Math.ceil(count / 4) }, (_, at) => `${any(trades)}${any(kinds)}-${at}`);
  for (let id = 0; id < count; id += 1) {
    const woman = random() < 0.5;
    const surname = `${common(starts)}${common(middles).replace('-', '')}${common(ends)}`;
    const town = `${common(towns)}${common(towns).toLowerCase()}${common(places)}`;
    const name =
      random() < 0.65
        ? `${any(woman ? women : men)} ${woman ? surname.replace(/(ов|ев|ин)$/, '$1а') : surname}`
        : `${any(english)} ${town}`;
    const company = random() < 0.7 ? common(firms) : '';
    const box = `${spelled(name).replace(/ /g, '.')}${Math.floor(random() * 10_000)}`;
    const host = company && random() < 0.6 ? `${spelled(company)}.ru` : any(hosts);
    const email = random() < 0.8 ? `${box}@${host}` : '';
    const phone = email === '' || random() < 0.75 ? `+79${String(Math.floor(random() * 1e9)).padStart(9, '0')}` : '';
    yield { id, name, company, email, phone };
  }
}

/** In Latin letters, as passports spell it. */
export function spelled(words: string): string {
  return [...words.toLowerCase()]
    .map((letter) => latin.get(letter) ?? letter)
    .join('')
    .replace(/[^a-z0-9 -]/g, '');
}
