import PostalMime from 'postal-mime';

/** A body nests no deeper, and a form has no more keys: more is no enquiry. */
const deepest = 8;
const mostKeys = 2_000;

/** A body that cannot be read; the message is a code of what is wrong with it (`bad-json`). */
export class Unreadable extends Error {}

/** Reads a body by its type: JSON, a form in either encoding with nested keys, or a mail as it is. Throws Unreadable. */
export async function readBody(raw: Buffer, type: string): Promise<unknown> {
  if (/^message\/rfc822/i.test(type)) return readMail(raw);
  if (/^multipart\/form-data/i.test(type)) return readMultipart(raw, type);
  if (/^application\/x-www-form-urlencoded/i.test(type)) return nested(new URLSearchParams(raw.toString('utf8')));
  const body = raw.toString('utf8').replace(/^\uFEFF/, '');
  if (/json/i.test(type) || /^\s*[[{]/.test(body)) return readJson(body);
  if (/^[^=&\s]+=/.test(body)) return nested(new URLSearchParams(body));
  throw new Unreadable('no-format');
}

// Numbers with more digits than a double holds are ids: they stay as they were written.
function readJson(body: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && context?.source && /^\d+$/.test(context.source)
      ? context.source
      : value;
  try {
    return JSON.parse(body, reviver as (key: string, value: unknown) => unknown);
  } catch {
    throw new Unreadable('bad-json');
  }
}

async function readMultipart(raw: Buffer, type: string): Promise<unknown> {
  try {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
    const fields = new URLSearchParams();
    for (const [name, value] of form) if (typeof value === 'string') fields.append(name, value);
    return nested(fields);
  } catch (fault) {
    throw fault instanceof Unreadable ? fault : new Unreadable('bad-form');
  }
}

/** `contacts[add][0][name]` as PHP reads it. */
function nested(fields: URLSearchParams): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  let count = 0;
  for (const [name, value] of fields) {
    count += 1;
    if (count > mostKeys) throw new Unreadable('too-many-fields');
    const path = [name.replace(/\[.*/s, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key ?? '')];
    if (path.length > deepest) throw new Unreadable('too-deep');
    put(root, path, value);
  }
  return root;
}

function put(root: Record<string, unknown>, path: readonly string[], value: string): void {
  let here = root;
  for (const [index, part] of path.entries()) {
    const key = part === '' && index > 0 ? String(Object.keys(here).length) : part;
    if (key === '__proto__') return;
    if (index === path.length - 1) here[key] = value;
    else {
      const next = here[key];
      const inner = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : {};
      here[key] = inner;
      here = inner;
    }
  }
}

/** What stands at a path (`entry.0.changes`); undefined where the path leads nowhere. */
export function at(body: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((here, key) => {
    if (typeof here !== 'object' || here === null) return undefined;
    return Object.hasOwn(here, key) ? (here as Record<string, unknown>)[key] : undefined;
  }, body);
}

/** A value as text; undefined for nothing, for what is empty, and for what is no single value. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The text at a path. */
export function textAt(body: unknown, path: string): string | undefined {
  return text(at(body, path));
}

/** A list at a path, or the values of an object there; empty if there is neither. */
export function listAt(body: unknown, path: string): readonly unknown[] {
  const found = path === '' ? body : at(body, path);
  if (Array.isArray(found)) return found;
  return typeof found === 'object' && found !== null ? Object.values(found) : [];
}

async function readMail(raw: Buffer): Promise<unknown> {
  const mail = await PostalMime.parse(raw);
  if (!mail.from && !mail.messageId) throw new Unreadable('no-mail');
  return mail;
}
