import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** A UID as in DICOM PS3.5 §9.1: numeric components without leading zeros, 64 characters at the most. */
const uid = z
  .string()
  .max(64)
  .regex(/^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/, 'expected a DICOM UID: numbers joined by dots');

/** Identifies a study. */
export const StudyInstanceUID = uid.brand<'StudyInstanceUID'>();
export type StudyInstanceUID = z.infer<typeof StudyInstanceUID>;

/** Identifies a series. */
export const SeriesInstanceUID = uid.brand<'SeriesInstanceUID'>();
export type SeriesInstanceUID = z.infer<typeof SeriesInstanceUID>;

/** Identifies one instance (an image, here). */
export const SOPInstanceUID = uid.brand<'SOPInstanceUID'>();
export type SOPInstanceUID = z.infer<typeof SOPInstanceUID>;

/** An application entity's title, PS3.5 §6.2: up to 16 printable ASCII characters without backslash. */
export const AETitle = z
  .string()
  .max(16)
  .regex(/^(?=.*\S)[\x20-\x5b\x5d-\x7e]+$/, 'expected 1 to 16 printable ASCII characters without backslash')
  .brand<'AETitle'>();
export type AETitle = z.infer<typeof AETitle>;

/** A new UID that nobody else has: a random UUID under the root 2.25 (PS3.5 §B.2). */
export function newUID(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
}
