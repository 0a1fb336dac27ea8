import { defineFaults, type Change, type Fault, type FaultContext } from './define.ts';
import { filterAtOrthanc } from './envoy-filter.ts';

/** Has the sidecars of Orthanc run a script for every request (envoyproxy.io, "Lua filter"). */
export const luaAtOrthanc = (context: FaultContext, script: string): Change =>
  filterAtOrthanc(context, {
    name: 'korthweb-lua',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua',
      default_source_code: { inline_string: script },
    },
  });

/**
 * What is done to requests of one kind, or to the answers to them, in Lua with `handle`. Headers that were taken before
 * `edit(handle, function(text) … end)`, which gives the body another text, are of no use after it.
 */
interface Tampering {
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** A pattern of Lua's for path and query, where a hyphen is no letter of its own: `^/dicom.web/studies%?`. */
  readonly path: string;
  /** Has `path` beside it. */
  readonly request?: string;
  readonly answer?: string;
}

interface TamperingVariant extends Tampering, Required<Pick<Fault, 'title' | 'variant' | 'because'>> {
  /** The one check that must notice. */
  readonly expected: string;
}

/** Declares faults of a deployment that has Istio: what Orthanc's sidecars make of requests and answers. */
export const defineTampering = (variants: readonly TamperingVariant[]): readonly Fault[] =>
  defineFaults(
    variants.map(({ variant, title, expected, because, ...tampering }) => ({
      variant,
      title,
      requires: ['istio'],
      expected: [expected],
      because,
      change: (context) => [luaAtOrthanc(context, scriptOf(tampering))],
    })),
  );

/** Lua that sends a request elsewhere: of its path and query, what matches a pattern is replaced. */
export const rewritePath = (pattern: string, replacement: string): string =>
  `handle:headers():replace(':path', (path:gsub('${pattern}', '${replacement}')))`;

/** An answer does not say what it answers: its request leaves a mark for it. */
function scriptOf({ method = 'GET', path, request = '', answer }: Tampering): string {
  const onRequest = `
local function edit(handle, change)
  local body = handle:body()
  if body then body:setBytes(change(body:getBytes(0, body:length()))) end
end
function envoy_on_request(handle)
  local path = handle:headers():get(':path')
  if handle:headers():get(':method') ~= '${method}' or not path:find('${path}') then return end
  handle:streamInfo():dynamicMetadata():set('korthweb', 'meant', true)
  ${request}
end`;
  if (answer === undefined) return onRequest;
  return `${onRequest}
function envoy_on_response(handle)
  if not handle:streamInfo():dynamicMetadata():get('korthweb') then return end
  ${answer}
end`;
}
