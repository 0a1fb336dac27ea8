/** The part of dcmjs, which has no types of its own, that `write-part10.ts` uses. */
declare module 'dcmjs' {
  export interface DcmjsElement {
    vr: string;
    Value: readonly (string | number | ArrayBuffer)[];
  }
  export type DcmjsElements = Record<string, DcmjsElement>;

  class DicomDict {
    constructor(meta: DcmjsElements);
    write(): ArrayBuffer;
  }
  class WriteBufferStream {
    constructor(size: number, littleEndian: boolean);
    getBuffer(): ArrayBuffer;
  }
  export const data: {
    DicomDict: typeof DicomDict;
    DicomMessage: {
      write(elements: DcmjsElements, stream: WriteBufferStream, transferSyntaxUID: string): number;
    };
    WriteBufferStream: typeof WriteBufferStream;
  };
}
