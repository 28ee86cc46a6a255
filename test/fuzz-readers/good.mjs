// Accepts short inputs and refuses long ones with an error of the library.

import { ModelError } from 'bridle/learn';

export const reader = {
  name: 'good',
  seeds: () => [Buffer.from('seed')],
  mutate: (random, [seed]) => Buffer.concat([seed, random.bytes(random.few(8))]),
  read: (bytes) => {
    if (bytes.length > 6) throw new ModelError('not-json', 'The file is not JSON, so it is not a bridle model.');
    return bytes.length;
  },
};
