// The real nginx and Caddy of the distribution, before a server: as we say that they should be set up (deploy/), and as schools' networks have them.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePort, temporaryFolder } from './server.mjs';

const workspace = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

// How long a proxy may take to listen.
const COLD_START = 10_000;

// A proxy that runs.
export class Proxy {
  #child;
  #folder;

  // Not for calling: see the functions below. `write(folder)` makes its files, and says how it is started.
  static async start(port, write, scheme = 'http') {
    const proxy = new Proxy();
    proxy.port = port;
    proxy.url = `${scheme}://127.0.0.1:${port}`;
    proxy.#folder = temporaryFolder();
    const { program, words, env } = write(proxy.#folder.path);
    const logFile = join(proxy.#folder.path, 'proxy.log');
    const log = openSync(logFile, 'a');
    proxy.#child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
    const until = Date.now() + COLD_START;
    while (!(await listens(port))) {
      if (proxy.#child.exitCode !== null || Date.now() > until) throw new Error(`${program} does not listen:\n${readFileSync(logFile, 'utf8')}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return proxy;
  }

  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise((resolve) => this.#child.once('exit', resolve));
      this.#child.kill('SIGTERM');
      await ended;
    }
    this.#folder.remove();
  }
}

// nginx as deploy/nginx.conf has it, before a server that knows `port` from its TWILIGHT_ORIGIN.
export function sampleNginx(server, port, plainPort) {
  const write = (folder) => {
    const { certificate, key } = makeCertificate(folder);
    const sample = exchanged(join(workspace, 'deploy', 'nginx.conf'), {
      'server 127.0.0.1:3000;': `server ${server.host};`,
      'listen 80;': `listen 127.0.0.1:${plainPort};`,
      'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
      '/etc/letsencrypt/live/twilight.example/fullchain.pem': certificate,
      '/etc/letsencrypt/live/twilight.example/privkey.pem': key,
    });
    return nginx(folder, sample);
  };
  return Proxy.start(port, write, 'https');
}

// Caddy as deploy/Caddyfile has it.
export function sampleCaddy(server, port) {
  const write = (folder) => {
    const sample = exchanged(join(workspace, 'deploy', 'Caddyfile'), {
      'twilight.example {': `https://127.0.0.1:${port} {\n\tbind 127.0.0.1\n\ttls internal`,
      '127.0.0.1:3000 {': `${server.host} {`,
    });
    const file = join(folder, 'Caddyfile');
    writeFileSync(file, `{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tdefault_sni 127.0.0.1\n}\n${sample}`);
    // Its certificates are kept there.
    return { program: program('caddy'), words: ['run', '--config', file, '--adapter', 'caddyfile'], env: { HOME: folder, XDG_DATA_HOME: folder } };
  };
  return Proxy.start(port, write, 'https');
}

// What schools' networks do to us: the lines of `/sync/` of an nginx that is otherwise as it comes.
export const troubles = {
  // nginx without a word about WebSockets passes none on.
  refuses: '',
  // Nor does this, and it squeezes what comes, so that events wait until there are many of them.
  buffers: `proxy_buffering on; proxy_ignore_headers X-Accel-Buffering;
    gzip on; gzip_proxied any; gzip_types text/event-stream; gzip_min_length 0; gzip_buffers 32 64k;`,
  // Whoever says nothing for half a minute is cut off.
  impatient: `proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_to_be;
    proxy_read_timeout 30s; proxy_send_timeout 30s; client_body_timeout 30s; send_timeout 30s; keepalive_timeout 30s;`,
};

export async function troubledNginx(server, trouble) {
  const port = await freePort();
  const configuration = `
    map $http_upgrade $connection_to_be { default upgrade; '' close; }
    server {
      listen 127.0.0.1:${port};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      location / { proxy_pass http://${server.host}; }
      location /sync/ { proxy_pass http://${server.host}; proxy_set_header Host $http_host; ${trouble} }
    }`;
  return Proxy.start(port, (folder) => nginx(folder, configuration));
}

// How nginx is started with these servers, all its files in a folder.
function nginx(folder, servers) {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
  // Started by root, its workers would be somebody else, who can't read the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, `
    daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr warn; ${user}
    events { worker_connections 256; }
    http { access_log off; ${places}
    ${servers}
    }`);
  return { program: program('nginx'), words: ['-c', file, '-p', folder, '-e', 'stderr'], env: {} };
}

// The text of a file with each of these in the place of the one before it; each has to be there.
function exchanged(file, replacements) {
  return Object.entries(replacements).reduce((text, [old, now]) => {
    if (!text.includes(old)) throw new Error(`${file} has no “${old}”`);
    return text.replaceAll(old, now);
  }, readFileSync(file, 'utf8'));
}

function makeCertificate(folder) {
  const [certificate, key] = ['certificate.pem', 'key.pem'].map((name) => join(folder, name));
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
  execFileSync('openssl', [...words, '-addext', 'subjectAltName=IP:127.0.0.1', '-out', certificate, '-keyout', key], { stdio: 'ignore' });
  return { certificate, key };
}

// A program of the distribution: installed, or only unpacked by script/bootstrap, which starts nothing.
function program(name) {
  const unpacked = join(process.env.CARGO_TARGET_DIR ?? join(workspace, 'target'), 'proxies', 'usr');
  const places = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', join(unpacked, 'sbin'), join(unpacked, 'bin')];
  const path = places.map((place) => join(place, name)).find(existsSync);
  if (!path) throw new Error(`There is no ${name}: script/bootstrap proxies brings it`);
  return path;
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
