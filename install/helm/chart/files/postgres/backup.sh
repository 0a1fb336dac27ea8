# Dumps the database with its large objects (the DICOM files), and keeps the newest $BACKUPS_TO_KEEP dumps.
# libpq takes server, role, password and the CA to trust from the environment.
set -euo pipefail
umask 0077
file="/backup/$PGDATABASE-$(date --utc +%Y%m%dT%H%M%SZ).dump"

rm -f /backup/*.partial
pg_dump --format=custom --large-objects --no-password --file="$file.partial"
pg_restore --list "$file.partial" >/dev/null
sync "$file.partial"
mv "$file.partial" "$file"
echo "Wrote $file, $(stat --format=%s "$file") bytes"

# The time in the name sorts as it passes.
dumps=("/backup/$PGDATABASE"-*.dump)
for ((i = 0; i < ${#dumps[@]} - BACKUPS_TO_KEEP; i++)); do
  rm -f "${dumps[i]}"
  echo "Removed ${dumps[i]}"
done
