// Imports the file of each resource by itself.
import { createRequire } from 'node:module';
import { classOf, synthesize } from './resources.ts';

const require = createRequire(import.meta.url);
synthesize(process.argv[2], process.argv[3], (provider, resource) =>
    require(`@cdktf/provider-${provider}/lib/${resource.replaceAll('_', '-')}`)[classOf(provider, resource)]);
