{{/* Fails the rendering where values contradict each other in a way that the schema cannot say. */}}
{{- define "orthweb.validate" -}}
{{- $orthanc := .Values.orthanc }}
{{- $pods := int $orthanc.replicas }}
{{- if $orthanc.autoscaling.enabled }}{{ $pods = int $orthanc.autoscaling.maxReplicas }}{{ end }}
{{- $surge := 1 }}
{{- $each := add (int $orthanc.indexConnections) 1 }}
{{- /* Three for superusers by PostgreSQL's default, the rest for a backup, a test and an administrator. */}}
{{- $reserved := 10 }}
{{- $needed := add (mul (add $pods $surge) $each) $reserved }}
{{- if gt (int $needed) (int .Values.postgres.maxConnections) }}
{{- fail (printf "postgres.maxConnections: expected at least %d, got %d: (%d pods + %d while updating) x %d connections + %d reserved. Raise it, or lower orthanc.indexConnections or the number of replicas." $needed (int .Values.postgres.maxConnections) $pods $surge $each $reserved) }}
{{- end }}
{{- if and $orthanc.autoscaling.enabled (gt (int $orthanc.autoscaling.minReplicas) (int $orthanc.autoscaling.maxReplicas)) }}
{{- fail (printf "orthanc.autoscaling.maxReplicas: expected at least minReplicas (%d), got %d" (int $orthanc.autoscaling.minReplicas) (int $orthanc.autoscaling.maxReplicas)) }}
{{- end }}
{{- if eq .Values.web.host .Values.dicom.host }}
{{- fail (printf "dicom.host: expected another name than web.host, got %q for both: each has a certificate of its own" .Values.web.host) }}
{{- end }}
{{- end }}
