/** The part of dcmjs, which has no types of its own, that `write-part10.ts` uses. */
declare module 'dcmjs' {
  export interface DcmjsElement {
    vr: string;
    Value: readonly (string | number | ArrayBuffer)[];
  }
  export type DcmjsElements = Record<string, DcmjsElement>;

  class DicomDict {
    constructor(meta: DcmjsElements);
    dict: DcmjsElements;
    write(): ArrayBuffer;
  }
  class WriteBufferStream {
    constructor(size: number, littleEndian: boolean);
    getBuffer(): ArrayBuffer;
  }
  const DicomMessage: {
    write(elements: DcmjsElements, stream: WriteBufferStream, transferSyntaxUID: string): number;
  };
  const dcmjs: {
    data: {
      DicomDict: typeof DicomDict;
      DicomMessage: typeof DicomMessage;
      WriteBufferStream: typeof WriteBufferStream;
    };
    log: { setLevel(level: string): void };
  };
  export default dcmjs;
}
