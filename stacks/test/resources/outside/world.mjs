// A host that only a proxy finds, with a certificate of an authority of one's own, and that proxy, which asks for a password. Prints
// the ports of proxy and host as JSON, and a line for each connection that the proxy made, until its input ends.
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { readFileSync } from 'node:fs';

const [folder, password] = process.argv.slice(2);
const host = https.createServer({ key: readFileSync(`${folder}/key.pem`), cert: readFileSync(`${folder}/ca.crt`) }, (_, answer) => {
  answer.end('here');
});
const wanted = `Basic ${Buffer.from(`chat:${password}`).toString('base64')}`;
const proxy = http.createServer().on('connect', ({ url, headers }, client) => {
  client.on('error', () => {});
  if (headers['proxy-authorization'] !== wanted) {
    client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n\r\n');
    return;
  }
  console.log(url);
  const server = net.connect(host.address().port, '127.0.0.1', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  server.on('error', () => client.destroy()).pipe(client).pipe(server);
});
host.listen(0, '127.0.0.1', () => proxy.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ proxy: proxy.address().port, host: host.address().port }));
}));
process.stdin.resume().on('end', () => process.exit(0));
