import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Loaded before a program: writes, at its end, every module that it loaded into the file that MODULE_LIST names.
const loaded: string[] = [];
registerHooks({
  load: (url, context, next) => {
    loaded.push(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.MODULE_LIST ?? '', JSON.stringify(loaded)));
