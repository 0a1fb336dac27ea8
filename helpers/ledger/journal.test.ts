import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { SeriesInstanceUID, SOPInstanceUID, StudyInstanceUID } from '../dicom/identifiers.ts';
import { reconcile, startUploads, type Entry, type Way } from './journal.ts';

const facts = {
  studyInstanceUID: StudyInstanceUID.parse('1.1'),
  seriesInstanceUID: SeriesInstanceUID.parse('1.1.1'),
  sopClassUID: '1.2',
  patientName: 'Nobody',
  patientID: '1',
  transferSyntaxUID: '1.2',
  rows: 1,
  columns: 1,
  numberOfFrames: 1,
  pixelSha256: '',
  fileSha256: '',
};
const entry = (uid: string, way: Way = 'STOW-RS'): Entry => ({
  way,
  facts: { ...facts, sopInstanceUID: SOPInstanceUID.parse(uid) },
});

describe('a journal', () => {
  test('keeps apart what was acknowledged and what was not, until it is told to stop', async () => {
    let count = 0;
    await using uploads = startUploads(['STOW-RS'], async () => {
      await delay(1);
      count += 1;
      return { entry: entry(`1.${count}`), refusal: count === 2 ? 'HTTP 502' : undefined };
    });
    await uploads.acknowledge(2);
    const { acknowledged, refused } = await uploads.stop();
    expect(acknowledged.slice(0, 2).map((one) => one.facts.sopInstanceUID)).toEqual(['1.1', '1.3']);
    expect(refused).toEqual(['STOW-RS: HTTP 502']);
    expect(count).toBe(acknowledged.length + refused.length);
  });

  test('waits for each way, however many another one has', async () => {
    let count = 0;
    await using uploads = startUploads(['STOW-RS', 'C-STORE'], async (way) => {
      count += 1;
      if (way === 'C-STORE') await delay(300);
      return { entry: entry(`1.${count}`, way), refusal: undefined };
    });
    await uploads.acknowledge(2);
    const { acknowledged } = await uploads.stop();
    expect(acknowledged.filter(({ way }) => way === 'C-STORE').length).toBeGreaterThanOrEqual(2);
  });

  test('knows for how long nothing was acknowledged', async () => {
    let count = 0;
    await using uploads = startUploads(['C-STORE'], async (way) => {
      await delay(1);
      count += 1;
      return { entry: entry(`1.${count}`, way), refusal: count === 1 || count > 3 ? undefined : 'reset' };
    });
    await uploads.acknowledge(2);
    expect((await uploads.stop()).longestGapMs).toBeGreaterThan(2 * 90);
  });

  test('asks every witness for every entry, and names who misses what', async () => {
    const acknowledged = [entry('1.1'), entry('1.2')];
    const sound = { name: 'SQL', testify: async () => undefined };
    const forgetful = {
      name: 'WADO-RS by B',
      testify: async (one: Entry) => (one.facts.sopInstanceUID === '1.2' ? 'HTTP 404' : undefined),
    };
    expect(await reconcile({ acknowledged }, [sound, forgetful])).toEqual([
      'WADO-RS by B: 1.2, acknowledged by STOW-RS: HTTP 404',
    ]);
    expect(await reconcile({ acknowledged }, [sound])).toEqual([]);
  });
});
