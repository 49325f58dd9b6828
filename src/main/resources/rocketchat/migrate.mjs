// Starts a Rocket.Chat server that nobody is led to, waits until it answers, which it does when its migrations are through,
// and stops it. Its arguments are what to start; PORT is where it answers. In a rehearsal, MONGO_URL_FILE is a file with the
// MONGO_URL, and SECONDS_FILE gets the seconds until it answered.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 20_000;

const { MONGO_URL_FILE, SECONDS_FILE } = process.env;
if (MONGO_URL_FILE) process.env.MONGO_URL = readFileSync(MONGO_URL_FILE, 'utf8');
const started = Date.now();
const server = spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' });
let answered = false;

server.on('exit', (code, signal) => {
    if (answered) process.exit(0);
    console.error(`the server ended before it answered: ${signal ?? `exit code ${code}`}`);
    process.exit(1);
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal));

while (!(await answers())) await sleep(1000);
answered = true;
console.log('the migrations are through');
if (SECONDS_FILE) writeFileSync(SECONDS_FILE, String(Math.round((Date.now() - started) / 1000)));
server.kill('SIGTERM');
await sleep(GRACE_MS);
server.kill('SIGKILL');

async function answers() {
    try {
        return (await fetch(`http://127.0.0.1:${process.env.PORT}/health`)).ok;
    } catch {
        return false;
    }
}
