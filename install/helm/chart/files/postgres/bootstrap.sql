-- What the chart promises about the database, made true at each start. Everything here can be repeated.
\getenv role ORTHANC_DATABASE_USERNAME
\getenv password ORTHANC_DATABASE_PASSWORD
\getenv database ORTHANC_DATABASE

SELECT format('CREATE ROLE %I LOGIN', :'role')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';

SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'role')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;

\connect :"database"
-- Orthanc's index on DICOM identifiers needs it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
