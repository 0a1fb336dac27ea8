/** UIDs of the SOP classes of the objects that this project makes (DICOM PS3.6 §A). */
export const sopClasses = {
  secondaryCapture: '1.2.840.10008.5.1.4.1.1.7',
  multiFrameGrayscaleByteSecondaryCapture: '1.2.840.10008.5.1.4.1.1.7.2',
  multiFrameGrayscaleWordSecondaryCapture: '1.2.840.10008.5.1.4.1.1.7.3',
} as const;

export type SOPClassUID = (typeof sopClasses)[keyof typeof sopClasses];
