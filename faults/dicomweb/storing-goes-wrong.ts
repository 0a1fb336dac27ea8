import { defineTampering, rewritePath } from '../../helpers/fault/lua.ts';

const method = 'POST';
const path = '^/dicom.web/studies$';

/** Lua for what parts the parts of a request. */
const delimiter = "'--' .. handle:headers():get('content-type'):match('boundary=([^;]+)')";

export default defineTampering([
  {
    variant: 'byte changed',
    title: 'A byte of the pixels is changed on its way into Orthanc',
    expected: 'dicomweb/upload-comes-back-identical',
    because: /what WADO-RS returned[^]*pixelSha256/,
    method,
    path,
    request: String.raw`edit(handle, function(text)
    local after = text:find('\r\n%-%-[^\r\n]*%-%-\r\n$')
    local last = string.char(255 - text:byte(after - 1))
    return text:sub(1, after - 2) .. last .. text:sub(after)
  end)`,
  },
  {
    variant: 'the first twenty',
    title: 'STOW-RS drops what comes after twenty instances in one request',
    expected: 'dicomweb/many-instances-in-one-request',
    because: /the instances listed as stored/,
    method,
    path,
    request: String.raw`local delimiter = ${delimiter}
  edit(handle, function(text)
    local at = 0
    for _ = 0, 20 do
      at = text:find(delimiter, at + 1, true)
      if not at then return text end
    end
    return text:sub(1, at - 1) .. delimiter .. '--\r\n'
  end)`,
  },
  {
    variant: 'twice is two',
    title: 'What is sent twice in one request is stored the second time under another UID',
    expected: 'dicomweb/same-instance-twice',
    because: /instances that QIDO-RS finds[^]*Received length: +2/,
    method,
    path,
    request: String.raw`local delimiter = ${delimiter}
  edit(handle, function(text)
    local second = text:find(delimiter, #delimiter, true)
    local uid = text:match('\8%z\24%zUI..([%d.]+)')
    local other = uid:sub(1, -2) .. (uid:sub(-1) + 1) % 10
    return text:sub(1, second - 1) .. text:sub(second):gsub(uid:gsub('%.', '%%.'), other)
  end)`,
  },
  {
    variant: 'one patient',
    title: 'All patients are stored under one Patient ID',
    expected: 'dicomweb/same-uids-of-another-patient',
    because: /Expected: 404\s+Received: 200/,
    method,
    path,
    request: `edit(handle, function(text)
    return (text:gsub('KORTHWEB%-%d+', function(id) return 'KORTHWEB-' .. ('0'):rep(#id - 9) end))
  end)`,
  },
  {
    variant: 'all or nothing',
    title: 'STOW-RS stores nothing of a request with a corrupt part in it',
    expected: 'dicomweb/stow-corrupt-part[garbage]',
    because: /the instances listed as stored/,
    method,
    path,
    request: `edit(handle, function(text)
    local _, parts = text:gsub('Content%-Type:', '')
    local _, files = text:gsub('DICM', '')
    if files < parts then handle:respond({ [':status'] = '400' }, '') end
    return text
  end)`,
  },
  {
    variant: 'refused without a word',
    title: 'STOW-RS answers 200 to files that it has refused',
    expected: 'dicomweb/unusable-files-are-refused',
    because: /200, 0 stored/,
    method,
    path,
    answer: `if handle:headers():get(':status') == '400' then handle:headers():replace(':status', '200') end`,
  },
  {
    variant: 'something of nothing',
    title: 'STOW-RS of nothing says that it has stored an instance',
    expected: 'dicomweb/stow-of-nothing[empty-body]',
    because: /"stored": Array \[\s+\+ +Object/,
    method,
    path,
    request: `if handle:headers():get('content-length') == '0' then
    local stored = '{"00081199":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["2.25.1"]}}]}}'
    handle:respond({ [':status'] = '200', ['content-type'] = 'application/dicom+json' }, stored)
  end`,
  },
  {
    variant: 'any part',
    title: 'STOW-RS takes parts of any type for DICOM',
    expected: 'dicomweb/stow-part-that-is-not-dicom',
    because: /what STOW-RS answered[^]*sopInstanceUID/,
    method,
    path,
    request: `edit(handle, function(text)
    return (text:gsub('Content%-Type: image/png', 'Content-Type: application/dicom'))
  end)`,
  },
  {
    variant: 'any study',
    title: 'STOW-RS to a study takes instances of any other',
    expected: 'dicomweb/stow-to-another-study',
    because: /"status": 200/,
    method,
    path: '^/dicom.web/studies/[%d.]+$',
    request: rewritePath('/[%d.]+$', ''),
  },
  {
    variant: 'bare file',
    title: 'STOW-RS stores a bare file too',
    expected: 'dicomweb/stow-wrong-content-type[application-dicom]',
    because: /Expected: 415\s+Received: 200/,
    method,
    path,
    request: `if handle:headers():get('content-type') == 'application/dicom' then
    handle:headers():replace(':path', '/instances')
  end`,
  },
]);
