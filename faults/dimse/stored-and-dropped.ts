import { orthancWorkload } from '../../helpers/fault/configuration.ts';
import { defineFault } from '../../helpers/fault/define.ts';
import { scriptOrthanc } from '../../helpers/fault/orthanc-script.ts';

const script = `
function ReceivedInstanceFilter(dicom, origin, info)
  return origin['RequestOrigin'] ~= 'DicomProtocol'
end`;

export default defineFault({
  title: 'Orthanc says that it has stored what C-STORE sends, and throws it away',
  expected: ['dimse/stored-instance-comes-back[explicit little endian]'],
  because: /QIDO-RS finds in the study after C-STORE said success/,
  change: (context) => scriptOrthanc(context, script),
  restart: (context) => [orthancWorkload(context)],
});
