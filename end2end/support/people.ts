// Whom a test can be.

import { people } from './people.mjs';

export { people };

export type Person = keyof typeof people;

export const password = () => process.env.TWILIGHT_TEST_PASSWORD ?? '';
