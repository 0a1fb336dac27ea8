import { enableCompileCache } from 'node:module';

// Imported first: what is imported after it is compiled once, and starts faster ever after.
enableCompileCache();
