# Exits with 0 when Orthanc answers GET $1 with 200, $2 times (once by default), each within $3 seconds (60 by default),
# as the user of the environment.
# An HTTP probe would need the password in the manifest; curl is not in every image.
# Why several times: after the database was away, each connection of Orthanc's pool fails one request before it is made
# anew. Asking as often as there are connections finds those, and clients do not. While it is away, requests hang.
authorization=$(printf '%s:%s' "$ORTHANC_USERNAME" "$ORTHANC_PASSWORD" | base64 --wrap=0)
failures=0
for ((i = 0; i < ${2:-1}; i++)); do
  exec 3<>/dev/tcp/127.0.0.1/8042 || exit 1
  printf 'GET %s HTTP/1.0\r\nAuthorization: Basic %s\r\n\r\n' "$1" "$authorization" >&3
  status=
  if ! read -r -t "${3:-60}" _ status _ <&3; then
    echo "GET $1: expected an answer within ${3:-60} s" >&2
    exit 1
  fi
  # To the end: Orthanc logs an error for each answer that is not taken as a whole.
  while read -r -t 5 _ <&3; do :; done
  exec 3>&-
  [[ $status == 200 ]] || failures=$((failures + 1))
done
if ((failures)); then
  echo "GET $1: expected HTTP status 200, got ${status:-no answer} at last; $failures of ${2:-1} failed" >&2
  exit 1
fi
