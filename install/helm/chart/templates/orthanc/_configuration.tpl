{{/* Orthanc's configuration, as YAML. ${NAME} is for Orthanc to fill in from its environment. */}}
{{- define "orthweb.orthancConfiguration" -}}
Name: {{ .Release.Name }}
HttpPort: 8042
RemoteAccessAllowed: true
AuthenticationEnabled: true
RegisteredUsers: { "${ORTHANC_USERNAME}": "${ORTHANC_PASSWORD}" }
HttpThreadsCount: {{ .Values.orthanc.httpThreads }}
HttpRequestTimeout: {{ .Values.orthanc.httpRequestTimeout }}
ExecuteLuaEnabled: false
RestApiWriteToFileSystemEnabled: false
WebDavEnabled: false
MetricsEnabled: true

# TLS ends at the ingress.
DicomAet: {{ .Values.dicom.aeTitle }}
DicomPort: 4242
DicomTlsEnabled: false
DicomCheckCalledAet: {{ .Values.dicom.checkCalledAeTitle }}
DicomThreadsCount: {{ .Values.orthanc.dicomThreads }}
DicomAlwaysAllowEcho: true
DicomAlwaysAllowStore: true
DicomAlwaysAllowFind: false
DicomAlwaysAllowFindWorklist: false
DicomAlwaysAllowGet: false
DicomAlwaysAllowMove: false

# From here only: Orthanc reads a list in the database when it starts, so replicas would have different ones.
DicomModalitiesInDatabase: false
DicomModalities: {{ toJson .Values.dicom.modalities }}
DatabaseServerIdentifier: "${POD_NAME}"

# Of answers to C-FIND, too: Orthanc's own default, Latin-1, has no letters for most of the world's names.
DefaultEncoding: Utf8

# What was stored stays as it was sent, and stays.
OverwriteInstances: false
StorageCompression: false
MaximumStorageSize: 0
MaximumPatientCount: 0

# Nothing is kept there: index and storage are in the database.
StorageDirectory: /var/lib/orthanc
IndexDirectory: /var/lib/orthanc
Plugins:
  - /usr/share/orthanc/plugins-available/libOrthancDicomWeb.so
  - /usr/share/orthanc/plugins-available/libOrthancPostgreSQLIndex.so
  - /usr/share/orthanc/plugins-available/libOrthancPostgreSQLStorage.so

PostgreSQL:
  EnableIndex: true
  EnableStorage: true
  # libpq takes the password from PGPASSWORD. EnableSsl would only encrypt, and trust any server.
  ConnectionUri: "postgresql://{{ .Values.postgres.credentials.username }}@{{ include "orthweb.postgres" . }}:5432/{{ .Values.postgres.database }}?sslmode=verify-full&sslrootcert=/etc/orthweb/database-ca/ca.crt&connect_timeout=5&tcp_user_timeout=30000"
  Lock: false
  IndexConnectionsCount: {{ .Values.orthanc.indexConnections }}
  MaximumConnectionRetries: 600
  ConnectionRetryInterval: 1

DicomWeb:
  Enable: true
  Root: /dicom-web/
  EnableWado: true
  WadoRoot: /wado
  # URLs in answers lead back to where clients can reach them.
  Ssl: true
  Host: {{ .Values.web.host }}
  PublicRoot: /dicom-web/
{{- end }}
