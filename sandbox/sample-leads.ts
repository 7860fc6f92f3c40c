type SampleLead = Readonly<Record<string, string>>;

const people: readonly SampleLead[] = [
  {
    name: 'Julia Hartmann',
    company: 'Hartmann Logistik',
    email: 'j.hartmann@hartmann-logistik.example',
    phone: '030 5557812',
    message: 'We run 40 vans and want to see live routes by December. Can somebody call me this week?',
    campaign: 'Fleet autumn',
  },
  {
    name: 'Олег Кузнецов',
    company: 'ООО «Ромашка»',
    email: 'oleg@romashka.example',
    phone: '+7 495 123-45-67',
    message: 'Нужна система на 15 рабочих мест. Пришлите, пожалуйста, цены и сроки внедрения.',
    campaign: 'Осень 2026',
  },
  {
    name: 'Marta Nowak',
    company: 'Piekarnia Nowak',
    email: 'marta@nowak.example',
    message: 'Saw you at the fair. What does the smallest plan cost?',
    campaign: 'Food fair',
  },
  { name: 'Tom Fischer', phone: '0151 5550042', message: 'Please ring me after 4 pm.' },
  {
    name: 'Sofia Lindqvist',
    company: 'Lindqvist & Partners',
    email: 'sofia@lindqvist.example',
    message: 'Two questions: does it work with our accounting, and can we try it for a month?',
    campaign: 'Search ads',
  },
  {
    name: 'Анна Павлова',
    company: 'Студия «Линия»',
    email: 'pavlova@liniya.example',
    message: 'Хотим перейти с таблиц. Покажете за полчаса?',
    campaign: 'Вебинар',
  },
  {
    name: 'Pierre Dubois',
    company: 'Atelier Dubois',
    email: 'pierre@dubois.example',
    phone: '+33 1 55 55 01 01',
    message: 'A colleague of mine uses it and is happy. We are 8 people.',
  },
  {
    name: 'Greta Olsen',
    company: 'Fjord Foods',
    email: 'greta@fjordfoods.example',
    message: 'We need an offer for 120 seats before our budget closes on Friday.',
    campaign: 'Food fair',
  },
];
const sources = ['Website form', 'Landing page', 'Webinar', 'Fair'];

/** Enquiries without end: eight people first, then the same companies again from other sources. */
export function* sampleLeads(): Generator<SampleLead> {
  for (let index = 0; ; index += 1) {
    const person = people[index % people.length];
    const source = sources[(index + Math.floor(index / people.length)) % sources.length];
    yield { ...person, source: source ?? 'Website form' };
  }
}
