import { defineTampering, rewritePath } from '../../helpers/fault/lua.ts';

export default defineTampering([
  {
    variant: 'transcoded',
    title: 'WADO-RS transcodes what is asked for as it was stored',
    expected: 'dicomweb/real-files-come-back-identical',
    because: /RLE\.dcm": "other bytes/,
    path: '^/dicom.web/studies/',
    request: `local accept = handle:headers():get('accept') or ''
  handle:headers():replace('accept', (accept:gsub('transfer%-syntax=%*', 'transfer-syntax=1.2.840.10008.1.2.1')))`,
  },
  {
    variant: 'series as study',
    title: 'WADO-RS returns the whole study where a series is asked for',
    expected: 'dicomweb/wado-study-and-series',
    because: /WADO-RS returns for the series/,
    path: '/series/[%d.]+$',
    request: rewritePath('/series/[%d.]+$', ''),
  },
  {
    variant: 'frames in order',
    title: 'WADO-RS returns frames in their own order, and not in the one asked for',
    expected: 'dicomweb/wado-frames',
    because: /SHA-256 of frames 3 and 1/,
    path: '/frames/%d+,%d+$',
    request: `local one, other = path:match('(%d+),(%d+)$')
  if tonumber(one) > tonumber(other) then
    handle:headers():replace(':path', (path:gsub('%d+,%d+$', other .. ',' .. one)))
  end`,
  },
  {
    variant: 'bulk data changed',
    title: 'A byte of bulk data is changed on its way out',
    expected: 'dicomweb/wado-bulk-data',
    because: /SHA-256 of what is at/,
    path: '/bulk/',
    answer: String.raw`edit(handle, function(text)
    local _, before = text:find('\r\n\r\n', 1, true)
    local first = string.char(255 - text:byte(before + 1))
    return text:sub(1, before) .. first .. text:sub(before + 2)
  end)`,
  },
  {
    variant: 'rows missing',
    title: 'WADO-RS metadata lacks the number of rows',
    expected: 'dicomweb/wado-metadata',
    because: /the metadata of the study[^]*"rows": NaN/,
    path: '/metadata$',
    answer: `edit(handle, function(text) return (text:gsub('"00280010"', '"00280099"')) end)`,
  },
  {
    variant: 'empty metadata',
    title: 'WADO-RS says of an unknown study that it has no instances',
    expected: 'dicomweb/unknown-uid-is-404',
    because: /"its metadata": 200/,
    path: '/metadata$',
    answer: `if handle:headers():get(':status') == '404' then
    handle:headers():replace(':status', '200')
    edit(handle, function() return '[]' end)
  end`,
  },
  {
    variant: 'always JPEG',
    title: 'WADO-RS renders JPEG, whatever is accepted',
    expected: 'dicomweb/wado-rendered',
    because: /"type": "image\/jpeg"/,
    path: '/rendered$',
    request: `handle:headers():replace('accept', 'image/jpeg')`,
  },
  {
    variant: 'whatever is accepted',
    title: 'WADO-RS returns DICOM to those who accept only text',
    expected: 'dicomweb/unacceptable-type',
    because: /Accept: text\/plain[^]*Received: 200/,
    path: '^/dicom.web/studies/',
    request: `if handle:headers():get('accept') == 'text/plain' then handle:headers():remove('accept') end`,
  },
]);
