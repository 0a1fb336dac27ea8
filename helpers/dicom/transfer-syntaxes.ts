/** UIDs of the transfer syntaxes that this project writes or reads (DICOM PS3.6 §A). */
export const transferSyntaxes = {
  implicitLittleEndian: '1.2.840.10008.1.2',
  explicitLittleEndian: '1.2.840.10008.1.2.1',
  deflatedExplicitLittleEndian: '1.2.840.10008.1.2.1.99',
  rleLossless: '1.2.840.10008.1.2.5',
} as const;

export type TransferSyntaxName = keyof typeof transferSyntaxes;
