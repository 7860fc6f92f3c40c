/** Text that is HTML already. */
export type Html = { readonly html: string };

/** A template whose values are escaped, unless they are HTML already; lists are joined. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[] | undefined | false)[]
): Html {
  return { html: strings.map((part, index) => part + shown(values[index])).join('') };
}

/** HTML that comes from elsewhere and is to be trusted. */
export function trusted(text: string): Html {
  return { html: text };
}

function shown(value: string | number | Html | readonly Html[] | undefined | false): string {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(({ html: inner }: Html) => inner).join('');
  if (typeof value === 'object') return (value as Html).html;
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
