import { configureOrthanc, orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFaults, type Fault } from '../../helpers/fault/define.ts';

const strangersMay = (
  operation: string,
  options: Readonly<Record<string, boolean>>,
): Fault & { readonly variant: string } => ({
  variant: operation,
  title: `Callers that Orthanc does not know may ${operation}`,
  expected: [`dimse/unknown-caller-may-only-store[C-${operation.toUpperCase()}]`],
  change: async (context) => [await configureOrthanc(context, options)],
  restart: (context) => [orthancWorkload(context)],
});

export default defineFaults([
  strangersMay('find', { DicomAlwaysAllowFind: true }),
  strangersMay('get', { DicomAlwaysAllowGet: true }),
]);
