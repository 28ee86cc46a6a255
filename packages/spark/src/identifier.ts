// Names of a session and of an operation: UUIDs that no other client uses. They are names and decide no result, so no seed
// makes them.

import { randomUUID } from 'node:crypto';

export function newIdentifier(): string {
  return randomUUID();
}
