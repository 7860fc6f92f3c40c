/** The fields of a client that a list may have; `id` is what the system that it comes from calls them. */
export const clientFields = [
  'id',
  'name',
  'firstName',
  'lastName',
  'patronymic',
  'company',
  'email',
  'phone',
  'handle',
  'site',
] as const;
/** What lists of leads and of touches have beside. */
export const leadFields = ['message', 'source', 'campaign', 'at'] as const;
export const touchFields = ['channel', 'direction', 'outcome', 'about', 'note', 'person', 'at'] as const;

export type ClientField = (typeof clientFields)[number];
export type ListField = ClientField | (typeof leadFields)[number] | (typeof touchFields)[number];

/** What the exports of HubSpot, Pipedrive, Salesforce and Facebook, and people, call them; without case and signs. */
const names: Readonly<Record<ListField, readonly string[]>> = {
  id: [
    'id',
    'record id',
    'contact id',
    'person id',
    'lead id',
    'person - id',
    'account contact id',
    'номер',
    'идентификатор',
  ],
  name: [
    'name',
    'full name',
    'contact name',
    'person name',
    'contact',
    'person - name',
    'client',
    'имя клиента',
    'фио',
    'клиент',
    'контакт',
    'полное имя',
  ],
  firstName: ['first name', 'firstname', 'given name', 'имя'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'фамилия'],
  patronymic: ['patronymic', 'middle name', 'отчество'],
  company: [
    'company',
    'company name',
    'organization',
    'organisation',
    'organization name',
    'account',
    'account name',
    'associated company',
    'person - organization',
    'employer',
    'компания',
    'организация',
    'фирма',
  ],
  email: [
    'email',
    'e mail',
    'email address',
    'work email',
    'person - email - work',
    'person - email',
    'mail',
    'почта',
    'эл почта',
    'электронная почта',
    'e-mail',
  ],
  phone: [
    'phone',
    'phone number',
    'mobile',
    'mobile phone',
    'mobile phone number',
    'work phone',
    'person - phone - work',
    'person - phone',
    'tel',
    'telephone',
    'телефон',
    'мобильный',
    'мобильный телефон',
    'номер телефона',
  ],
  handle: ['handle', 'telegram', 'messenger', 'telegram username', 'телеграм', 'мессенджер'],
  site: ['site', 'website', 'website url', 'company domain name', 'domain', 'web', 'url', 'сайт', 'домен'],
  message: ['message', 'comment', 'notes', 'description', 'сообщение', 'комментарий'],
  source: ['source', 'lead source', 'original source', 'platform', 'utm source', 'источник'],
  campaign: ['campaign', 'campaign name', 'utm campaign', 'кампания'],
  at: [
    'at',
    'date',
    'created',
    'created date',
    'create date',
    'created time',
    'created at',
    'activity date',
    'дата',
    'создан',
  ],
  channel: ['channel', 'type', 'activity type', 'канал', 'тип'],
  direction: ['direction', 'направление'],
  outcome: ['outcome', 'result', 'call outcome', 'результат'],
  about: ['about', 'subject', 'offer', 'тема', 'предложение'],
  note: ['note', 'notes', 'comment', 'заметка', 'комментарий'],
  person: ['person', 'owner', 'assigned to', 'activity assigned to', 'user', 'сотрудник', 'ответственный'],
};

/** Which column gives which field: by a mapping file (`field: column`) where it says so, else by known names. */
export function columnsOf<Field extends ListField>(
  header: readonly string[],
  mapping: Readonly<Record<string, string>>,
  fields: readonly Field[],
): Map<Field, string> {
  const columns = new Map<Field, string>();
  for (const field of fields) {
    const said = mapping[field];
    const known = names[field].flatMap((name) => header.find((column) => plainName(column) === plainName(name)) ?? []);
    const [column] = said === undefined ? known : header.filter((each) => each === said);
    if (column !== undefined) columns.set(field, column);
  }
  return columns;
}

function plainName(column: string): string {
  return column
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
