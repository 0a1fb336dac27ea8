{{- define "orthweb.traefikArguments" -}}
- --global.checknewversion=false
- --global.sendanonymoususage=false
- --log.level={{ .Values.traefik.logLevel }}
- --log.format=json
# Query strings hold patients' names (QIDO-RS), and so may headers.
- --accesslog=true
- --accesslog.format=json
- --accesslog.fields.queryparameters.defaultmode=drop
- --accesslog.fields.headers.defaultmode=drop
- --accesslog.fields.headers.names.User-Agent=keep
- --accesslog.fields.names.ClientUsername=drop
- --providers.kubernetescrd=true
- --providers.kubernetescrd.namespaces={{ .Release.Namespace }}
- --providers.kubernetescrd.disableclusterscoperesources=true
# While no pod of Orthanc is ready the answer is 503. Traefik would drop the route otherwise, its TLS options with it, and
# refuse connections made meanwhile with 421 for as long as they are kept.
- --providers.kubernetescrd.allowemptyservices=true
- --metrics.prometheus=true
- --metrics.prometheus.entrypoint=admin
- --metrics.prometheus.addrouterslabels=true
- --ping=true
- --ping.entrypoint=admin
- --entrypoints.admin.address=:9100
- --entrypoints.web.address=:8000
- --entrypoints.websecure.address=:8443
- --entrypoints.dicom.address=:11112
{{- range $entryPoint := list "web" "websecure" "dicom" }}
# Still accepts for this long after it was told to stop, until nobody sends it anything any more.
- --entrypoints.{{ $entryPoint }}.transport.lifecycle.requestacceptgracetimeout=5s
- --entrypoints.{{ $entryPoint }}.transport.lifecycle.gracetimeout={{ $.Values.traefik.graceSeconds }}s
{{- end }}
{{- range $entryPoint := list "web" "websecure" }}
- --entrypoints.{{ $entryPoint }}.transport.respondingtimeouts.readtimeout={{ $.Values.traefik.readTimeout }}
- --entrypoints.{{ $entryPoint }}.transport.respondingtimeouts.idletimeout={{ $.Values.traefik.idleTimeout }}
# X_Forwarded_Host is nobody's business.
- --entrypoints.{{ $entryPoint }}.http.aliasheadersstrategy=delete
{{- end }}
# For the first byte only. Who does not speak TLS (an association in plain text) is hung up on after this long.
- --entrypoints.dicom.transport.respondingtimeouts.readtimeout=5s
{{- end }}
