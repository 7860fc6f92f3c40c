import { enableCompileCache } from 'node:module';

// Imported before everything else: what is loaded after this starts from compiled code at the second start.
enableCompileCache();
