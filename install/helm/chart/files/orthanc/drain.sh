# Runs before Orthanc is told to stop: gives proxies the time to learn that the pod is going away, then lets the
# requests and associations that are still under way come to their end. The pod's grace period limits it.
set -u
pause() { read -r -t "$1" <> <(:) || true; }

# True while a client holds a connection to port 8042 or 4242 (1F6A, 1092) that is established (01).
busy() {
  local local_address remote_address state _
  while read -r _ local_address remote_address state _; do
    [[ $state == 01 && $local_address =~ :(1F6A|1092)$ ]] && return 0
  done < <(cat /proc/net/tcp /proc/net/tcp6)
  return 1
}

pause 5
while busy; do pause 0.5; done
