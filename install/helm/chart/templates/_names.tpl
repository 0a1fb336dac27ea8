{{- define "orthweb.name" -}}{{ .Release.Name }}{{- end }}
{{- define "orthweb.orthanc" -}}{{ .Release.Name }}-orthanc{{- end }}
{{- define "orthweb.postgres" -}}{{ .Release.Name }}-postgres{{- end }}
{{- define "orthweb.traefik" -}}{{ .Release.Name }}-traefik{{- end }}
{{- define "orthweb.backup" -}}{{ .Release.Name }}-backup{{- end }}

{{- define "orthweb.orthancSecret" -}}
{{ .Values.orthanc.credentials.existingSecret | default (printf "%s-credentials" (include "orthweb.orthanc" .)) }}
{{- end }}

{{- define "orthweb.postgresSecret" -}}
{{ .Values.postgres.credentials.existingSecret | default (printf "%s-credentials" (include "orthweb.postgres" .)) }}
{{- end }}

{{/* The labels of a pod: `include "orthweb.podLabels" (list . APP)`. No version: a new chart alone replaces no pod. */}}
{{- define "orthweb.podLabels" -}}
app: {{ index . 1 }}
app.kubernetes.io/part-of: orthweb
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
{{- end }}

{{- define "orthweb.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
app.kubernetes.io/part-of: orthweb
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
