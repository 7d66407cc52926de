// A real mail server that keeps what it is given: the heads' and teachers' letters of a test.

import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

// How long a letter may take: it goes out a few seconds after what it tells of.
const PATIENCE = 20_000;

export class Post {
  #server;
  /** Letters in the order in which they came: `{ to, subject, text, html, links }`. */
  letters = [];

  static async start() {
    const post = new Post();
    post.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, { envelope }, done) => {
        const parts = [];
        stream.on('data', (part) => parts.push(part));
        stream.on('end', () => {
          PostalMime.parse(Buffer.concat(parts)).then((letter) => {
            const text = letter.text ?? '';
            const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([address]) => address);
            const to = envelope.rcptTo.map(({ address }) => address);
            post.letters.push({ to, subject: letter.subject ?? '', text, html: letter.html ?? '', links });
            done();
          }, done);
        });
      },
    });
    await new Promise((resolve, reject) => {
      post.#server.once('error', reject);
      post.#server.listen(0, '127.0.0.1', resolve);
    });
    return post;
  }

  /** Where it listens, as TWILIGHT_SMTP. */
  get url() {
    return `smtp://127.0.0.1:${this.#server.server.address().port}`;
  }

  /** The newest letter to somebody whose subject fits; waits for it. */
  async letter(to, subject) {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const found = this.letters.findLast((letter) => letter.to.includes(to) && subject.test(letter.subject));
      if (found) return found;
      if (Date.now() > until) {
        const have = this.letters.map((letter) => `${letter.to}: ${letter.subject}`).join('\n');
        throw new Error(`No letter to ${to} with ${subject}; there are:\n${have}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async stop() {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
