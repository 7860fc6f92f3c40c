import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Source = { readonly file: string; readonly text: string; readonly imports: readonly Import[] };
/** `to` is a file of ours from the root, or the name of a package. */
export type Import = {
  readonly to: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
};

const statement =
  /(?:^|\n)(import|export)(\s+type)?\s[^;'"]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|\bimport\('([^']+)'\)/g;

/** All TypeScript sources below some folders, with what they import. */
export function sourcesIn(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readSource(join(folder, name))),
  );
}

function readSource(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8');
  const imports = [...text.matchAll(statement)].map((match): Import => {
    const target = match[3] ?? match[4] ?? match[5] ?? '';
    const ours = target.startsWith('.');
    return {
      to: ours
        ? relative(root, resolve(root, dirname(file), target))
        : target
            .split('/')
            .slice(0, target.startsWith('@') ? 2 : 1)
            .join('/'),
      ours,
      typeOnly: match[2] !== undefined,
      dynamic: match[5] !== undefined,
    };
  });
  return { file, text, imports };
}
