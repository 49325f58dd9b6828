// Imports each provider's index.
import { createRequire } from 'node:module';
import { classOf, moduleOf, synthesize } from './resources.ts';

const require = createRequire(import.meta.url);
synthesize(process.argv[2], process.argv[3], (provider, resource) =>
    require(`@cdktf/provider-${provider}`)[moduleOf(resource)][classOf(provider, resource)]);
