import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';

/** What the package holds; the drawings of the icons stay here. */
export const packaged = ['manifest.json', 'en.json', 'ru.json', 'color.png', 'outline.png'] as const;

const nobody = '00000000-0000-0000-0000-000000000000';

/** The app package of Teams for one registered bot: the same bytes for the same id, wherever it is made. */
export function packageFor(appId: string): Uint8Array {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(appId))
    throw new Error('TEAMS_APP_ID must be the id of the bot');
  const files = packaged.map((name) => {
    const bytes = readFileSync(new URL(`teams/${name}`, import.meta.url));
    const filled = name === 'manifest.json' ? Buffer.from(bytes.toString().replaceAll(nobody, appId)) : bytes;
    return [name, new Uint8Array(filled)] as const;
  });
  // Zip keeps local time: these parts are the same everywhere.
  return zipSync(Object.fromEntries(files), { level: 9, mtime: new Date(1980, 0, 1), os: 0 });
}

if (import.meta.main) {
  const appId = process.env.TEAMS_APP_ID;
  if (!appId) {
    console.error('Set TEAMS_APP_ID to the id of the registered bot: TEAMS_APP_ID=… npm run teams:package');
    process.exit(1);
  }
  const target = fileURLToPath(new URL('../baton-teams.zip', import.meta.url));
  writeFileSync(target, packageFor(appId));
  console.log(`Wrote ${target}: upload it in Teams under Apps, Manage your apps.`);
}
