{{/*
Certificates and passwords: those of the cluster where there are some, new ones where not. Made once in a rendering
(random values would differ from template to template) and kept in .Values for the others.
*/}}
{{- define "orthweb.material" -}}
{{- if not (hasKey .Values "material") }}
  {{- $made := dict "certificates" (include "orthweb.certificates" . | fromYaml) }}
  {{- $_ := set $made "orthancPassword" (include "orthweb.password" (list . (include "orthweb.orthancSecret" .))) }}
  {{- $_ := set $made "postgresPassword" (include "orthweb.password" (list . (include "orthweb.postgresSecret" .))) }}
  {{- $_ := set .Values "material" $made }}
{{- end }}
{{- .Values.material | toYaml }}
{{- end }}

{{/* The password in a Secret, base64: `include "orthweb.password" (list . NAME)`. */}}
{{- define "orthweb.password" -}}
{{- $root := index . 0 }}
{{- $found := lookup "v1" "Secret" $root.Release.Namespace (index . 1) }}
{{- if and $found (hasKey ($found.data | default dict) "password") }}{{ $found.data.password }}
{{- else }}{{ randAlphaNum 32 | b64enc }}{{ end }}
{{- end }}

{{/* `{ ca: {tls.crt}, web: {tls.crt, tls.key, ca.crt}, … }`, base64, without those that the user brings. */}}
{{- define "orthweb.certificates" -}}
{{- $kept := include "orthweb.keptCertificates" . | fromYaml }}
{{- if $kept.complete }}{{ $kept.certificates | toYaml }}{{ else }}{{ include "orthweb.newCertificates" . }}{{ end }}
{{- end }}

{{/* What the cluster has of the wanted generation. Complete or worthless: the CA's key is not kept. */}}
{{- define "orthweb.keptCertificates" -}}
{{- $root := . }}
{{- $certificates := dict }}
{{- $wanted := include "orthweb.certificatesFor" . }}
{{- $complete := true }}
{{- range $use := list "ca" "web" "dicom" "database" }}
  {{- $settings := index $root.Values.certificates $use }}
  {{- if not $settings.existing }}
    {{- $secret := lookup "v1" "Secret" $root.Release.Namespace $settings.secretName }}
    {{- $annotations := dig "metadata" "annotations" (dict) ($secret | default dict) | default dict }}
    {{- if and $secret (eq (index $annotations "orthweb.io/certificates-for" | default "") $wanted) }}
      {{- $_ := set $certificates $use $secret.data }}
    {{- else }}
      {{- $complete = false }}
    {{- end }}
  {{- end }}
{{- end }}
{{- dict "complete" $complete "certificates" $certificates | toYaml }}
{{- end }}

{{/* A new CA and what it signs. Its key signs nothing later and goes to nobody: a stolen one could fake any of them. */}}
{{- define "orthweb.newCertificates" -}}
{{- $days := int .Values.certificates.days }}
{{- $ca := genCA (printf "%s CA" .Release.Name) $days }}
{{- $certificates := dict "ca" (dict "tls.crt" ($ca.Cert | b64enc)) }}
{{- $names := dict "web" (list .Values.web.host) "dicom" (list .Values.dicom.host) }}
{{- $_ := set $names "database" (include "orthweb.databaseNames" . | fromYamlArray) }}
{{- range $use, $hosts := $names }}
  {{- if not (index $.Values.certificates $use).existing }}
    {{- $leaf := genSignedCert (first $hosts) nil $hosts $days $ca }}
    {{- $data := dict "tls.crt" ($leaf.Cert | b64enc) "tls.key" ($leaf.Key | b64enc) "ca.crt" ($ca.Cert | b64enc) }}
    {{- $_ := set $certificates $use $data }}
  {{- end }}
{{- end }}
{{- $certificates | toYaml }}
{{- end }}

{{/* What certificates were made for: another host or generation wants new ones. */}}
{{- define "orthweb.certificatesFor" -}}
{{ .Values.web.host }} {{ .Values.dicom.host }} {{ include "orthweb.postgres" . }} {{ .Values.certificates.generation }}
{{- end }}

{{- define "orthweb.databaseNames" -}}
{{- $name := include "orthweb.postgres" . }}
- {{ $name }}
- {{ $name }}.{{ .Release.Namespace }}
- {{ $name }}.{{ .Release.Namespace }}.svc
- {{ $name }}.{{ .Release.Namespace }}.svc.{{ .Values.clusterDomain }}
{{- end }}
