import { defineTampering } from '../../helpers/fault/lua.ts';

export default defineTampering([
  {
    variant: 'as done',
    title: 'DELETE on DICOMweb is answered as though it was done',
    expected: 'dicomweb/delete-is-not-allowed',
    because: /expected HTTP 405, got HTTP 204/,
    method: 'DELETE',
    path: '^/dicom.web/',
    request: `handle:respond({ [':status'] = '204' }, '')`,
  },
]);
