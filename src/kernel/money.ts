/** How many decimals a currency (ISO 4217) has. */
function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** What people write before or behind an amount for its currency: its code and signs, and `руб.` for roubles. */
function signsOf(currency: string): string[] {
  const signs = (['symbol', 'narrowSymbol', 'code'] as const).flatMap((currencyDisplay) =>
    ['en', 'ru'].map((language) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
        .formatToParts(1)
        .flatMap(({ type, value }) => (type === 'currency' ? [value.toLowerCase()] : []))
        .join(''),
    ),
  );
  return [...new Set([...signs, ...(currency === 'RUB' ? ['руб.', 'руб', 'р.', 'р'] : [])])];
}

/**
 * Reads an amount as people type it, in English or Russian (`12,500.50`, `12 500,50`, `12500`, `12500 €`), as minor units
 * of a currency. Undefined for what is no amount, or more than can be counted exactly.
 */
export function readMoney(text: string, currency: string): number | undefined {
  const typed = text.replace(/[\s\u00A0\u202F'’]/g, '').toLowerCase();
  const signs = signsOf(currency);
  const [before, behind] = [signs.find((sign) => typed.startsWith(sign)), signs.find((sign) => typed.endsWith(sign))];
  const bare = before ? typed.slice(before.length) : behind ? typed.slice(0, -behind.length) : typed;
  const [, whole = '', part = ''] = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(bare) ?? [];
  if (whole === '') return undefined;
  const decimals = decimalsOf(currency);
  const minor = Number(`${whole.replace(/[.,]/g, '')}${part.padEnd(decimals, '0').slice(0, decimals)}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** Minor units of a currency as words of a language: `€12,500.50`. Whole amounts have no decimals. */
export function writeMoney(minor: number, currency: string, language: string): string {
  const amount = minor / 10 ** decimalsOf(currency);
  const whole = Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(language, { style: 'currency', currency, ...whole }).format(amount);
}
