# Exits with 0 when Orthanc answers GET $1 with 200 within $3 seconds (60 by default), as the user of the environment.
# Once it did not, it must do so $2 times in a row (once by default).
# An HTTP probe would need the password in the manifest; curl is not in every image.
# Why several times: after the database was away, each connection of Orthanc's pool fails one request before it is made
# anew. Asking as often as there are connections finds those, and clients do not. While it is away, requests hang.
path=$1 in_a_row=${2:-1} limit=${3:-60}
failed_before=/tmp/failed-probe
authorization=$(printf '%s:%s' "$ORTHANC_USERNAME" "$ORTHANC_PASSWORD" | base64 --wrap=0)

fail() {
  echo "GET $path: expected $1" >&2
  ((in_a_row == 1)) || : >"$failed_before"
  exit 1
}

times=1 failures=0
((in_a_row == 1)) || [[ ! -e $failed_before ]] || times=$in_a_row
for ((i = 0; i < times; i++)); do
  exec 3<>/dev/tcp/127.0.0.1/8042 || fail 'a connection'
  printf 'GET %s HTTP/1.0\r\nAuthorization: Basic %s\r\n\r\n' "$path" "$authorization" >&3
  status=
  read -r -t "$limit" _ status _ <&3 || fail "an answer within $limit s"
  # To the end: Orthanc logs an error for each answer that is not taken as a whole.
  while read -r -t 5 _ <&3; do :; done
  exec 3>&-
  [[ $status == 200 ]] || failures=$((failures + 1)) times=$in_a_row
done
((failures == 0)) || fail "HTTP status 200, got ${status:-no answer} at last; $failures of $times failed"
((in_a_row == 1)) || [[ ! -e $failed_before ]] || rm "$failed_before"
