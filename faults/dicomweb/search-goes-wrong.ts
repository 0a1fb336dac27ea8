import { defineTampering, rewritePath } from '../../helpers/fault/lua.ts';

export default defineTampering([
  {
    variant: 'filter ignored',
    title: 'QIDO-RS takes no notice of an accession number that is asked for',
    expected: 'dicomweb/qido-filters',
    because: /found by accession number that should match none/,
    path: '&AccessionNumber=',
    request: rewritePath('&AccessionNumber=[^&]*', ''),
  },
  {
    variant: 'one series',
    title: 'QIDO-RS finds no more than one series of a study',
    expected: 'dicomweb/qido-finds-every-level',
    because: /Series Instance UIDs in the study/,
    path: '^/dicom.web/studies/[%d.]+/series$',
    request: rewritePath('$', '?limit=1'),
  },
  {
    variant: 'any name',
    title: 'QIDO-RS with fuzzymatching finds patients of any name',
    expected: 'dicomweb/qido-fuzzymatching-is-ignored',
    because: /a name that only sounds alike/,
    path: 'fuzzymatching=true',
    request: rewritePath('PatientName=[^&]*', 'PatientName=*'),
  },
  {
    variant: 'always the first page',
    title: 'QIDO-RS begins with the first match, whatever the offset',
    expected: 'dicomweb/qido-pages',
    because: /SOP Instance UIDs at offset 2/,
    path: '&offset=%d',
    request: rewritePath('&offset=%d+', ''),
  },
  {
    variant: 'bad limit ignored',
    title: 'QIDO-RS takes no notice of a limit that is no number',
    expected: 'dicomweb/qido-parameters[limit-not-a-number]',
    because: /limit=many[^]*Received: 200/,
    path: '&limit=%a',
    request: rewritePath('&limit=%a+', ''),
  },
  {
    variant: 'encoded as wildcard',
    title: 'QIDO-RS takes what is percent-encoded for any text',
    expected: 'dicomweb/qido-percent-encoding',
    because: /studies found by .*%/,
    path: '%?.*%%%x%x',
    request: rewritePath('%%%x%x', '*'),
  },
  {
    variant: 'no match is an error',
    title: 'QIDO-RS answers 404 where nothing matches',
    expected: 'dicomweb/qido-without-a-match',
    because: /404 \[\]/,
    path: '^/dicom.web/studies',
    answer: `
  edit(handle, function(text)
    if text:find('^%s*%[%s*%]%s*$') then handle:headers():replace(':status', '404') end
    return text
  end)`,
  },
  {
    variant: 'question marks',
    title: 'QIDO-RS writes question marks for letters beyond ASCII',
    expected: 'dicomweb/patient-name-charset',
    because: /"qido": "[^"]*\?/,
    path: '^/dicom.web/studies%?',
    answer: String.raw`edit(handle, function(text) return (text:gsub('\\u%x%x%x%x', '?')) end)`,
  },
]);
