import { hasStatus } from './status.ts';

const attempts = 5;

/**
 * Reads and writes an object anew when somebody else, as a controller with its status, has written it in between.
 * @throws what the last of five attempts threw.
 */
export async function despiteConflicts<Result>(readAndWrite: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readAndWrite();
    } catch (error) {
      if (!hasStatus(error, 409) || attempt === attempts) throw error;
    }
  }
}
