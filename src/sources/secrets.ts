/** A body as it may be kept: without the secrets that the source put into it, in JSON or in a form. */
export function withoutSecrets(body: string, secrets: readonly string[]): string {
  return secrets.reduce((kept, name) => {
    const key = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return kept
      .replace(new RegExp(`("${key}"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"|\\{[^{}]*\\}|[^,}\\]\\s]+)`, 'g'), '$1""')
      .replace(new RegExp(`((?:^|&)${key}(?:%5B|\\[)?[^=&]*=)[^&]*`, 'gi'), '$1');
  }, body);
}
