{{/* The reference of an image: `include "orthweb.image" .Values.images.orthanc`. */}}
{{- define "orthweb.image" -}}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}:{{ .tag }}{{ with .digest }}@{{ . }}{{ end }}
{{- end }}

{{/* A pod's security context under Pod Security `restricted`, with the numeric user and group given. */}}
{{- define "orthweb.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "orthweb.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* What the pod specs have in common. */}}
{{- define "orthweb.podDefaults" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Orthanc's own user for a container, from the Secret. */}}
{{- define "orthweb.orthancCredentialsEnv" -}}
- name: ORTHANC_USERNAME
  valueFrom: { secretKeyRef: { name: {{ include "orthweb.orthancSecret" . }}, key: username } }
- name: ORTHANC_PASSWORD
  valueFrom: { secretKeyRef: { name: {{ include "orthweb.orthancSecret" . }}, key: password } }
{{- end }}

{{/* What libpq needs to reach the database and to verify it. The volume `database-ca` must be mounted. */}}
{{- define "orthweb.libpqEnv" -}}
- { name: PGHOST, value: {{ include "orthweb.postgres" . }} }
- { name: PGPORT, value: "5432" }
- { name: PGDATABASE, value: {{ .Values.postgres.database }} }
- { name: PGSSLMODE, value: verify-full }
- { name: PGSSLROOTCERT, value: /etc/orthweb/database-ca/ca.crt }
- { name: PGUSER, value: {{ .Values.postgres.credentials.username }} }
- name: PGPASSWORD
  valueFrom: { secretKeyRef: { name: {{ include "orthweb.postgresSecret" . }}, key: password } }
{{- end }}

{{/* The CA of the database's certificate, without the key that lies beside it. */}}
{{- define "orthweb.databaseCaVolume" -}}
name: database-ca
secret:
  secretName: {{ .Values.certificates.database.secretName }}
  items: [{ key: ca.crt, path: ca.crt }]
{{- end }}
