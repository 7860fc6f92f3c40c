import type { SourceLead } from '../kernel/delivery.ts';
import { text } from './body.ts';

/** A question of a form and what was answered, with the kind of field where the source says it. */
export type Answered = { readonly label: string; readonly value: unknown; readonly kind?: string | undefined };

type Target =
  | 'name'
  | 'first'
  | 'last'
  | 'email'
  | 'phone'
  | 'handle'
  | 'company'
  | 'message'
  | 'subject'
  | 'consent'
  | 'campaign';

/** What forms call their fields, in the languages of those who fill them in; the first that fits decides. */
const labels: readonly (readonly [Target, RegExp])[] = [
  [
    'email',
    /^(your |work |user |business )?(e ?mail|mail)( address| adresse)?$|^(эл(ектронная)? )?почта$|^e ?mail|имейл|^correo|электронн/,
  ],
  [
    'phone',
    /^(your |work |user )?(phone|tel|telephone|mobile|cell)( ?(phone|number|no))*$|whats ?app|^тел(ефон)?( |$)|телефон|^номер$|^tel[eé]fono|^telefone|^celular|^telefon|^handy|^m[oó]vil/,
  ],
  ['first', /^(your )?(first|given) ?name$|^fname$|^name first$|^vorname$|^имя \(?имя\)?$|^prim(eiro|er) nombre/],
  [
    'last',
    /^(your )?(last|family|sur) ?name$|^lname$|^surname$|^name last$|^nachname$|^фамилия$|^apellidos?$|^sobrenome$/,
  ],
  [
    'name',
    /^(your |user |contact )?(full )?name$|^fullname$|^(полное )?имя|^фио$|^ф ?и ?о$|^как вас зовут|^контактное лицо$|^nombre|^nome( completo)?$|^ihr name$|^what is your (first |full )?name/,
  ],
  [
    'company',
    /^(your )?(company|organi[sz]ation|business)( name)?$|^компания|^организация|^empresa|^firma$|^unternehmen$/,
  ],
  ['handle', /^telegram|^телеграм/],
  [
    'message',
    /^(your )?(message|comments?|question|enquiry|inquiry|notes?|description)s?$|^сообщение|^комментари|^вопрос|^mensaje|^mensagem|^nachricht$/,
  ],
  ['subject', /^(your )?subject$|^тема$|^asunto$|^betreff$/],
  ['consent', /consent|gdpr|agree|соглас|политик|dsgvo|acepto/],
  ['campaign', /^campaign( ?id| ?name)?$|^кампания$/],
];

/** Kinds of field that sources name themselves go before what a field is called. */
const kinds: Readonly<Record<string, Target>> = {
  email: 'email',
  input_email: 'email',
  tel: 'phone',
  phone: 'phone',
  phone_number: 'phone',
  input_phone_number: 'phone',
  textarea: 'message',
  long_text: 'message',
};

/** Finds what is known of an enquiry among its answers, in the order typed marker, label, shape; the rest stays. */
export function findFields(answers: readonly Answered[]): SourceLead {
  const found: Partial<Record<Target, string>> = {};
  const utm: Record<string, string> = {};
  const rest: Record<string, string> = {};
  for (const { label, value, kind } of answers) {
    const said = textOf(value);
    if (said === undefined) continue;
    const key = plainLabel(label);
    const tag = /^utm[ _](source|medium|campaign|content|term)$/.exec(key)?.[1];
    const target = (kind && kinds[kind]) || labels.find(([, pattern]) => pattern.test(key))?.[0];
    if (tag) utm[`utm_${tag}`] = said;
    else if (target && found[target] === undefined && fits(target, said)) found[target] = said;
    else rest[label] = said;
  }
  for (const [label, said] of Object.entries(rest)) {
    const target = shapeOf(said);
    if (!target || found[target] !== undefined) continue;
    found[target] = said;
    delete rest[label];
  }
  return withNames(found, utm, rest);
}

function withNames(
  found: Partial<Record<Target, string>>,
  utm: Record<string, string>,
  rest: Record<string, string>,
): SourceLead {
  const { first, last, name, subject, message, ...known } = found;
  const both = [first, last].filter(Boolean).join(' ');
  const words = [subject, message].filter(Boolean).join('\n');
  return pick({
    ...known,
    name: both || (last ? [name, last].filter(Boolean).join(' ') : name),
    message: words || undefined,
    utm: Object.keys(utm).length > 0 ? utm : undefined,
    answers: Object.keys(rest).length > 0 ? rest : undefined,
  });
}

function fits(target: Target, said: string): boolean {
  if (target === 'email') return said.includes('@');
  return target === 'phone' ? (said.match(/\d/g) ?? []).length >= 5 : true;
}

function shapeOf(said: string): 'email' | 'phone' | undefined {
  if (/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(said)) return 'email';
  return /^\+\d[\d\s().-]{6,20}$/.test(said) ? 'phone' : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : undefined;
  if (Array.isArray(value)) return value.map(text).filter(Boolean).join(', ') || undefined;
  if (typeof value === 'object' && value !== null)
    return Object.values(value).map(text).filter(Boolean).join(' ') || undefined;
  return text(value);
}

function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .normalize('NFKC')
    .replace(/([a-z])-([a-z])/g, '$1 $2')
    .replace(/[_.:*?!"«»()[\]/-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The UTM marks in the query of an address. */
export function utmOf(address: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  return utmIn(Object.fromEntries(new URL(address).searchParams));
}

/** The UTM marks among some values; what is empty is none. */
export function utmIn(values: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof values !== 'object' || values === null) return undefined;
  const marks = Object.entries(values).flatMap(([name, value]) => {
    const said = text(value);
    return /^utm_(source|medium|campaign|content|term)$/i.test(name) && said
      ? [[name.toLowerCase(), said] as const]
      : [];
  });
  return marks.length > 0 ? Object.fromEntries(marks) : undefined;
}

/** An enquiry without what is not there. */
export function pick(lead: { [Key in keyof SourceLead]: SourceLead[Key] | undefined }): SourceLead {
  return Object.fromEntries(Object.entries(lead).filter(([, value]) => value !== undefined)) as SourceLead;
}

/** The answers of an object whose keys are what fields are called, but for some. */
export function answersOf(values: unknown, without: readonly string[] = []): Answered[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([label, value]) => (without.includes(label) ? [] : [{ label, value }]));
}
