import { IntlMessageFormat } from 'intl-messageformat';
import en from './en.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import type { Span, Text, TimeStyle } from './text.ts';

/** Every key of `en.json`: an unknown key does not compile. */
export type WordKey = keyof typeof en;
/** The languages Baton speaks. */
export type Language = 'en' | 'ru';
/** What may stand in for a placeholder: numbers for plurals, strings as plain text, spans as they are. */
export type Params = Readonly<Record<string, string | number | Span | Text>>;

/** The words of one reader or place: bound to a language and to an IANA zone for times that no client draws. */
export type Say = {
  (key: WordKey, params?: Params): Text;
  /** The same as a bare string, for labels that take no spans. */
  label(key: WordKey, params?: Params): string;
  /** Any text as a bare string: names for people, formatted times; for notifications and labels. */
  flat(text: Text): string;
  /** Whether there are words under a key that was put together from a code. */
  has(key: string): boolean;
  readonly language: Language;
  readonly zone: string;
};

const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { en, ru };
const formats = new Map<string, IntlMessageFormat>();

/** The nearest language we speak to a platform's locale (`ru-RU` → `ru`), else the fallback. */
export function languageOf(locale: string | undefined, fallback: Language): Language {
  const tag = locale?.slice(0, 2).toLowerCase();
  return tag === 'en' || tag === 'ru' ? tag : fallback;
}

/** Binds the words to a language and a zone. */
export function sayer(language: Language, zone: string): Say {
  const say = (key: WordKey, params: Params = {}): Text => {
    const parts = formatOf(language, key).formatToParts<Span | Text>({
      ...params,
      b: (chunks) =>
        chunks.map(
          (chunk): Span =>
            typeof chunk === 'string' ? { kind: 'strong', text: chunk } : strong(chunk as Span | Text, flat),
        ),
    });
    return parts.flatMap(
      (part): Text => (part.type === 0 ? [{ kind: 'plain', text: part.value }] : [part.value].flat()) as Text,
    );
  };
  const flat = (text: Text): string => text.map((span) => flatSpan(span, language, zone)).join('');
  const label = (key: WordKey, params?: Params): string => flat(say(key, params));
  const has = (key: string): boolean => Object.hasOwn(en, key);
  return Object.assign(say, { label, flat, has, language, zone });
}

function strong(chunk: Span | Text, flat: (text: Text) => string): Span {
  return { kind: 'strong', text: flat([chunk].flat() as Text) };
}

function formatOf(language: Language, key: WordKey): IntlMessageFormat {
  const id = `${language}:${key}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new IntlMessageFormat(words[language][key], language);
  formats.set(id, made);
  return made;
}

function flatSpan(span: Span, language: Language, zone: string): string {
  if (span.kind === 'time') return formatTime(span.at, span.style, language, zone);
  return span.kind === 'person' ? span.name : span.text;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A moment (epoch ms) as words of a language in an IANA zone. */
export function formatTime(at: number, style: TimeStyle, language: Language, zone: string): string {
  const id = `${language}:${zone}:${style}`;
  const clock = style === 'date' ? {} : ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const);
  const date = style === 'clock' ? {} : ({ day: 'numeric', month: 'short' } as const);
  const year = style === 'date' ? ({ year: 'numeric' } as const) : {};
  const format = clocks.get(id) ?? new Intl.DateTimeFormat(language, { timeZone: zone, ...date, ...year, ...clock });
  clocks.set(id, format);
  return format.format(at);
}
