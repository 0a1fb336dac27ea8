import { expect, test } from '../../fixtures/test.ts';
import { header } from '../../helpers/http/response.ts';
import { retrieveRendered } from '../../helpers/dicomweb/wado.ts';

/** How images of a type begin, as hexadecimal. */
const types = [
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
] as const;

test(
  'WADO-RS renders an instance, and one frame of it, as PNG and as JPEG',
  { tag: ['@core'] },
  async ({ web, upload }) => {
    const { instances } = await upload({ frames: 2, bits: 8, rows: 48, columns: 64 });
    const [{ facts }] = instances;
    for (const [type, signature] of types) {
      for (const frame of [undefined, 2]) {
        const response = await retrieveRendered(web, facts, frame === undefined ? { type } : { type, frame });
        const start = response.body.toString('hex', 0, signature.length / 2);
        expect(
          { type: header(response, 'content-type'), start },
          `the type and the first bytes of ${response.request}`,
        ).toEqual({ type, start: signature });
      }
    }
    const { body } = await retrieveRendered(web, facts, { type: 'image/png' });
    // PNG: IHDR has width and height at bytes 16 and 20.
    expect([body.readUInt32BE(16), body.readUInt32BE(20)], 'width and height of the PNG').toEqual([64, 48]);
  },
);
