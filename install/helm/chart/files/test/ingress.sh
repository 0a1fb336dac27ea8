# Looks at what Traefik serves as a client outside would: certificates for the right names, the redirect, a login.
set -uo pipefail
failures=0
report() { # WHAT EXPECTED GOT
  if [[ $3 == "$2" ]]; then echo "ok: $1: $3"; else echo "FAILED: $1: expected $2, got ${3:-nothing}"; failures=$((failures + 1)); fi
}

trusting() { # CA-FILE: the option for openssl; the system's CAs where the certificate's own is not in its Secret
  [[ -s $1 ]] && echo "-CAfile $1"
}

https_status() { # PATH HEADER
  # shellcheck disable=SC2046
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n' "$1" "$WEB_HOST" "${2:+$2$'\r\n'}" |
    openssl s_client -quiet -connect "$INGRESS:443" -servername "$WEB_HOST" -verify_hostname "$WEB_HOST" \
      -verify_return_error $(trusting /etc/orthweb/ca/web.crt) 2>/tmp/openssl.log | { read -r _ status _; echo "$status"; cat >/dev/null; }
}

http_location() {
  exec 3<>"/dev/tcp/$INGRESS/80" || return 1
  printf 'GET /app/?a=b HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$WEB_HOST" >&3
  local name value
  while IFS=': ' read -r name value <&3; do
    [[ ${name,,} == location ]] && echo "${value%$'\r'}"
  done
}

dicom_handshake() {
  # shellcheck disable=SC2046
  openssl s_client -brief -connect "$INGRESS:11112" -noservername -alpn dicom -verify_hostname "$DICOM_HOST" \
    -verify_return_error $(trusting /etc/orthweb/ca/dicom.crt) </dev/null >/tmp/openssl.log 2>&1 && echo verified
}

login=$(printf '%s:%s' "$ORTHANC_USERNAME" "$ORTHANC_PASSWORD" | base64 --wrap=0)
report 'HTTPS without credentials' 401 "$(https_status /system '')"
report 'HTTPS with credentials' 200 "$(https_status /changes?limit=1 "Authorization: Basic $login")"
report 'DICOMweb' 200 "$(https_status /dicom-web/studies?limit=1 "Authorization: Basic $login")"
report 'plain HTTP redirects' "https://$WEB_HOST/app/?a=b" "$(http_location)"
report 'DICOM over TLS without SNI' verified "$(dicom_handshake)"
exit $((failures > 0))
