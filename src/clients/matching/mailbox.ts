import { getDomain } from 'tldts';

/** An e-mail address, normalised so that spellings of one mailbox are equal. */
export type Mailbox = {
  readonly address: string;
  readonly local: string;
  readonly domain: string;
  /** Whoever is on duty reads it: info@. */
  readonly role: boolean;
  /** Anybody may have one there: the domain says nothing of a company. */
  readonly free: boolean;
};

const roles = new Set(
  `info sales office support admin contact hello mail email post help helpdesk service team marketing pr press hr jobs
   career job billing accounting accounts finance buh buhgalter buhgalteria zakaz zakazy order orders shop store
   reception director ceo secretary sekretar priemnaya zakupki snab tender tenders opt torg prodazhi sale client clients
   noreply no-reply webmaster postmaster hostmaster abuse it kontakt kontakty rezerv booking reklama vertrieb verkauf
   einkauf buchhaltung personal bestellung anfrage kundenservice feedback general enquiries enquiry inquiry`.split(
    /\s+/,
  ),
);

const free = new Set(
  `gmail.com googlemail.com mail.ru inbox.ru list.ru bk.ru internet.ru xmail.ru yandex.ru ya.ru yandex.com yandex.by
   yandex.kz yandex.ua narod.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru hotmail.com hotmail.co.uk
   outlook.com live.com msn.com yahoo.com yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com proton.me
   protonmail.com pm.me gmx.de gmx.net gmx.com web.de t-online.de freenet.de mail.com zoho.com fastmail.com hey.com
   tutanota.com tuta.io ukr.net i.ua meta.ua bigmir.net mail.kz tut.by qq.com 163.com mail.ua vk.com email.com
   btinternet.com sky.com virginmedia.com comcast.net verizon.net att.net orange.fr free.fr laposte.net wp.pl o2.pl
   onet.pl interia.pl seznam.cz libero.it duck.com`.split(/\s+/),
);

/** Words, quotes and brackets stand around it: `Anna <a@b.de>`, "a@b.de", e-mail: a@b.de. */
const address = /([^\s@<>"'«»“”(){}[\],;:]{1,64})@([^\s@<>"'«»“”(){}[\],;:/]+\.[^\s@<>"'«»“”(){}[\],;:/.]+)/g;

/** Providers that have a domain in many countries: yahoo.es, gmx.at. */
const everywhere =
  /^(?:gmail|googlemail|hotmail|outlook|live|yahoo|ymail|gmx|icloud|aol|yandex|protonmail|msn)\.(?:[a-z]{2,3}|com?\.[a-z]{2})$/;

function isFree(domain: string): boolean {
  return free.has(domain) || everywhere.test(domain);
}

/** What the large providers' names are mistyped as. */
const mistyped = new Map(
  Object.entries({
    'gmial.com': 'gmail.com', 'gmai.com': 'gmail.com', 'gmail.co': 'gmail.com', 'gmail.ru': 'gmail.com',
    'gamil.com': 'gmail.com', 'gnail.com': 'gmail.com', 'gmail.con': 'gmail.com', 'gmal.com': 'gmail.com',
    'mail.ry': 'mail.ru', 'mali.ru': 'mail.ru', 'maill.ru': 'mail.ru', 'meil.ru': 'mail.ru', 'mail.tu': 'mail.ru',
    'yandx.ru': 'yandex.ru', 'yadnex.ru': 'yandex.ru', 'yandex.tu': 'yandex.ru', 'jandex.ru': 'yandex.ru',
    'yahooo.com': 'yahoo.com', 'yaho.com': 'yahoo.com', 'hotmial.com': 'hotmail.com', 'hotmal.com': 'hotmail.com',
    'outlok.com': 'outlook.com', 'outloo.com': 'outlook.com', 'iclod.com': 'icloud.com',
  }), // biome-ignore format: a table
);

/** Providers that deliver name+anything to name. */
const tagged =
  /^(?:gmail\.com|outlook\.com|hotmail\.com|live\.com|icloud\.com|me\.com|proton\.me|protonmail\.com|pm\.me|fastmail\.com|yandex\.ru|mail\.ru)$/;

/** Reads an address as people type it; undefined for what cannot be one. */
export function mailbox(typed: string | null | undefined): Mailbox | undefined {
  const text = (typed ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s+|[\s;,]+$/g, '');
  const [found, more] = text.matchAll(address);
  const [, name = '', host = ''] = found && !more ? found : [];
  if (name === '' || host.length > 255) return undefined;
  const domain = providers.get(host) ?? host;
  const local = localOf(name, domain);
  return { address: `${local}@${domain}`, local, domain, role: isRole(local), free: isFree(domain) };
}

const providers = new Map([
  ['googlemail.com', 'gmail.com'],
  ...['ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua', 'narod.ru'].map(
    (host) => [host, 'yandex.ru'] as const,
  ),
]);

function localOf(typed: string, domain: string): string {
  const local = tagged.test(domain) ? typed.replace(/(?!^)\+.*$/, '') : typed;
  if (domain === 'gmail.com') return local.replace(/\./g, '') || local;
  return domain === 'yandex.ru' ? local.replace(/-/g, '.') : local;
}

function isRole(local: string): boolean {
  return roles.has(local.replace(/[\d._-]+$/, ''));
}

/** The provider whose name a domain looks like a slip of; the domain itself if it looks like none. */
export function meantDomain(domain: string): string {
  return mistyped.get(domain) ?? domain;
}

/** The domain under which a company is registered, of its site or its mailbox; '' for providers that anybody uses. */
export function registrableDomain(host: string | null | undefined): string {
  const text = (host ?? '').trim().toLowerCase();
  const domain = text === '' ? null : getDomain(text, { allowPrivateDomains: true });
  return domain === null || isFree(domain) ? '' : domain;
}
