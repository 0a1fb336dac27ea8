# Exits with 0 when Orthanc answers GET $1 with 200, as the user that the environment names.
# An HTTP probe would need the password in the manifest; curl is not in every image.
exec 3<>/dev/tcp/127.0.0.1/8042 || exit 1
authorization=$(printf '%s:%s' "$ORTHANC_USERNAME" "$ORTHANC_PASSWORD" | base64 --wrap=0)
printf 'GET %s HTTP/1.0\r\nAuthorization: Basic %s\r\n\r\n' "$1" "$authorization" >&3
read -r _ status _ <&3
if [[ $status != 200 ]]; then
  echo "GET $1: expected HTTP status 200, got ${status:-no answer}" >&2
  exit 1
fi
