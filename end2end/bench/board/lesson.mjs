// A board with so many steps on it, each as full as a teacher's, written by a stock Yjs client.

import { eventually, join } from '../../support/stock.mjs';
import { addSteps } from '../../support/written.mjs';

const STEP = {
  exposition: 'T: Here is a bar of twelve squares. What could 1/4 of it look like?\nP: Three squares, because 12 shared into 4 equal parts is 3.\nT: Fold the strip in half, and in half again. How many equal parts are there?\nP: Four. Each is 1/4 of the whole.',
  stem_sentence: 'The whole is divided into [4] equal parts. Each part is [1/4] of the whole, and [ ] of them make the whole.',
  key_questions: 'How do you know that the parts are equal?\nWhat would change if there were 5 parts?\nIs 1/5 more than 1/4, or less? Why?',
  expected_response: 'One quarter of 12 is 3, since 4 lots of 3 make 12.',
  difficult_point: 'That 1/5 must be more, because 5 is more than 4.',
  planned_answer: 'Fold two strips of one length and lay one part of each side by side.',
  check: 'Everybody shades 1/4 of a shape that is not yet divided, and says the sentence.',
};

/** Takes the board's own steps away and writes `count`; returns their keys in order. */
export async function writeLesson(server, document, cookie, count) {
  const stock = await join(server, document, cookie);
  const steps = Array.from({ length: count }, (_, index) => ({ title: `Equal parts of a whole, ${index + 1}`, ...STEP }));
  const keys = stock.doc.transact(() => {
    for (const step of stock.doc.getMap('steps').values()) step.set('deleted', true);
    return addSteps(stock.doc, steps, { minutes: 5 });
  });
  await eventually(() => stock.doc.getMap('steps').size >= count && stock.provider.wsconnected, 'the steps were not sent');
  // Read back by another copy: then the server has them.
  await eventually(async () => {
    const other = await join(server, document, cookie);
    const size = other.doc.getMap('steps').size;
    other.leave();
    return size >= count;
  }, 'the server does not have the steps');
  stock.leave();
  return keys;
}
