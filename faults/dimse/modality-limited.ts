import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';

const limited = (
  operation: 'find' | 'get',
  check: string,
  permission: string,
): Fault & { readonly variant: string } => ({
  variant: operation,
  title: `The modality that Orthanc knows may not ${operation}`,
  expected: [check],
  because: new RegExp(`C-${operation.toUpperCase()} of `),
  change: async (context) => {
    const { knownCaller: AET = '' } = context.tenant.dicom;
    const modality = { AET, Host: '127.0.0.1', Port: 104, [permission]: false };
    return [await configureOrthanc(context, { DicomModalities: { [AET]: modality } })];
  },
  restart: (context) => [orthancWorkload(context)],
});

export default defineFaults([
  limited('find', 'dimse/find-matches', 'AllowFind'),
  limited('get', 'dimse/get-returns-what-stow-sent', 'AllowGet'),
]);
