// Prints the number of resources of all stacks in a folder.
import { readdirSync, readFileSync } from 'node:fs';

const folder = `${process.argv[2]}/stacks`;
const resources = readdirSync(folder).flatMap(stack =>
    Object.values(JSON.parse(readFileSync(`${folder}/${stack}/cdk.tf.json`, 'utf8')).resource).flatMap(Object.keys));
console.log(resources.length);
