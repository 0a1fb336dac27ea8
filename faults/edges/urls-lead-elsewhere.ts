import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';

/** Options of the DICOMweb plugin of which each makes the URLs in answers useless to clients. */
const variants: readonly (readonly [variant: string, title: string, options: Record<string, unknown>])[] = [
  ['host', 'URLs in answers name a host of the inside', { Host: 'orthweb.orthweb.svc:8042' }],
  ['http', 'URLs in answers are of plain HTTP', { Ssl: false }],
  [
    'public-root',
    'URLs in answers have a path that the ingress does not serve',
    { PublicRoot: '/pacs/dicom-web/' },
  ],
];

const fault = ([variant, title, options]: (typeof variants)[number]): Fault & { variant: string } => ({
  variant,
  title,
  expected: ['edges/answer-urls-lead-back'],
  change: async (context) => [await configureOrthanc(context, { DicomWeb: options })],
  restart: (context) => [orthancWorkload(context)],
});

export default defineFaults(variants.map(fault));
