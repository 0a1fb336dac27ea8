import type { SeriesInstanceUID, SOPInstanceUID, StudyInstanceUID } from '../dicom/identifiers.ts';

/** Where the deployment serves DICOMweb. */
export const basePath = '/dicom-web';

/** A study, a series of it, or an instance of that: how far down it goes says which. */
export interface ResourceUIDs {
  readonly studyInstanceUID: StudyInstanceUID;
  readonly seriesInstanceUID?: SeriesInstanceUID;
  readonly sopInstanceUID?: SOPInstanceUID;
}

/** The same, for what exists for instances only. */
export type InstanceUIDs = Required<ResourceUIDs>;

/** The path of a study, series or instance, PS3.18 §10.1. */
export function resourcePath({ studyInstanceUID, seriesInstanceUID, sopInstanceUID }: ResourceUIDs): string {
  const series = seriesInstanceUID === undefined ? '' : `/series/${seriesInstanceUID}`;
  const instance = sopInstanceUID === undefined ? '' : `/instances/${sopInstanceUID}`;
  return `${basePath}/studies/${studyInstanceUID}${series}${instance}`;
}
